import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { useAllVersions } from '../api/life.ts'
import { useSession } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { useLifeWords } from './life-words.ts'
import classes from './page.module.css'

/** Versions that were in force once: each can be put back, which makes a new activation. */
export function Earlier() {
  const text = useText()
  const { data: user } = useSession()
  const { data: versions = [] } = useAllVersions()
  const words = useLifeWords()
  const retired = versions.filter(({ state }) => state === 'retired')
  if (retired.length === 0) return null
  return (
    <section>
      <h2>{text('live.earlier')}</h2>
      <p className={classes.what}>{text('live.earlier_what')}</p>
      <table className={classes.table}>
        <tbody>
          {retired.map(({ playbook, version, note, activations }) => (
            <tr key={`${playbook} ${version}`}>
              <th scope="row">{text('versions.version', { version })}</th>
              <td>
                {note}
                <small>
                  {activations
                    .filter(({ state }) => state === 'superseded')
                    .map(({ from }) => words.since(from))
                    .join(text('live.semicolon'))}
                </small>
              </td>
              <td>
                <Button
                  size="compact-xs"
                  variant="default"
                  component={Link}
                  to={`/approvals/playbooks/${playbook}/versions/${version}`}
                >
                  {text(user?.role === 'approver' ? 'activate.again' : 'versions.show')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
