import type { Playbook } from '@branch-playbook/engine'
import { useBilingual, useText } from '../locale/text.ts'
import classes from './interchange.module.css'

interface PlaybookPreviewProps {
  readonly arrived: Playbook
  readonly playbook: Playbook
}

/** A whole playbook beside the one whose place it takes. */
export function PlaybookPreview({ arrived, playbook }: PlaybookPreviewProps) {
  const text = useText()
  const bilingual = useBilingual()
  const counts = [
    [text('overview.nodes'), playbook.nodes.length, arrived.nodes.length],
    [text('overview.facts'), playbook.facts.length, arrived.facts.length],
    [text('overview.tests'), playbook.tests.length, arrived.tests.length],
  ] as const
  return (
    <>
      <p>{text('interchange.whole', { name: bilingual(arrived.name) })}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{text('interchange.now')}</th>
            <th scope="col">{text('interchange.then')}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(([name, before, then]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{before}</td>
              <td>{then}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {arrived.id !== playbook.id && (
        <p>{text('interchange.keeps_id', { id: playbook.id, other: arrived.id })}</p>
      )}
    </>
  )
}
