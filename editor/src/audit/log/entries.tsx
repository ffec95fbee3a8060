import { IconChevronRight } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { Entry } from '../../api/audit.ts'
import { useText } from '../../locale/text.ts'
import page from '../page.module.css'
import { useAuditWords } from '../words.ts'
import classes from './log.module.css'
import { useSentence } from './sentence.ts'

interface EntriesProps {
  readonly entries: readonly Entry[]
  /** The number of the entry that the address points at. */
  readonly pointed: number | null
}

/** Entries of the log as sentences; each opens to all that it holds. */
export function Entries({ entries, pointed }: EntriesProps) {
  const text = useText()
  return (
    <div className={page.wide}>
      <table className={classes.entries}>
        <thead>
          <tr>
            <th scope="col">{text('log.number')}</th>
            <th scope="col">{text('log.at')}</th>
            <th scope="col">{text('log.by')}</th>
            <th scope="col">{text('log.happened')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={entry.number} entry={entry} pointed={entry.number === pointed} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ entry, pointed }: { readonly entry: Entry; readonly pointed: boolean }) {
  const { moment, actor } = useAuditWords()
  const sentence = useSentence()
  const [open, setOpen] = useState(pointed)
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (pointed) row.current?.scrollIntoView({ block: 'center' })
  }, [pointed])
  return (
    <>
      <tr ref={row} data-pointed={pointed || undefined}>
        <td className={classes.number}>{entry.number}</td>
        <td className={classes.at}>{moment(entry.at)}</td>
        <td className={classes.by}>{actor(entry.by)}</td>
        <td>
          <button
            type="button"
            className={classes.toggle}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <IconChevronRight size={14} aria-hidden data-open={open || undefined} />
            {sentence(entry)}
          </button>
        </td>
      </tr>
      {open && (
        <tr className={classes.details}>
          <td colSpan={4}>
            <Details entry={entry} />
          </td>
        </tr>
      )}
    </>
  )
}

function Details({ entry }: { readonly entry: Entry }) {
  const text = useText()
  const { action, subject, details, personal, erased, hash } = entry
  return (
    <dl className={page.facts}>
      <dt>{text('log.action')}</dt>
      <dd>
        <code>{action}</code>
      </dd>
      <dt>{text('log.subject')}</dt>
      <dd>
        <Subject subject={subject} />
      </dd>
      {Object.entries(details).map(([name, value]) => (
        <div key={name} className={classes.pair}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
        </div>
      ))}
      {personal && personal.length > 0 && (
        <>
          <dt>{text('log.personal')}</dt>
          <dd>
            {personal
              .map(({ customer, text: said }) => [customer, said].filter(Boolean).join(': '))
              .join('; ')}
          </dd>
        </>
      )}
      {erased > 0 && (
        <>
          <dt>{text('log.personal')}</dt>
          <dd>{text('log.erased', { erased })}</dd>
        </>
      )}
      <dt>{text('log.hash')}</dt>
      <dd className={classes.hash}>{hash}</dd>
    </dl>
  )
}

const RUN = /^runs\/([0-9a-f]{64})/
const VERSION = /^playbooks\/([^/]+)\/versions\/(\d+)$/

/** What an entry is about; a run or a version leads to its page. */
function Subject({ subject }: { readonly subject: string }) {
  const [, run] = RUN.exec(subject) ?? []
  const [, playbook, version] = VERSION.exec(subject) ?? []
  if (run !== undefined) return <Link to={`/audit/runs/${run}`}>{subject}</Link>
  if (playbook !== undefined)
    return <Link to={`/audit/playbooks/${playbook}/versions/${version}/rulebook`}>{subject}</Link>
  return <code>{subject}</code>
}
