import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, type Ref, useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { Entry } from '../../api/audit.ts'
import { useText } from '../../locale/text.ts'
import page from '../page.module.css'
import { useAuditWords } from '../words.ts'
import { type Alike, alike } from './alike.ts'
import classes from './log.module.css'
import { useSentence } from './sentence.ts'

interface EntriesProps {
  readonly entries: readonly Entry[]
  /** The number of the entry that the address points at. */
  readonly pointed: number | null
}

/** Entries of the log as sentences; each opens to all that it holds. Those in a row that say the same are one line. */
export function Entries({ entries, pointed }: EntriesProps) {
  const text = useText()
  const sentence = useSentence()
  const groups = useMemo(() => alike(entries, sentence), [entries, sentence])
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
          {groups.map((group) =>
            group.length > 1 && group.every(({ number }) => number !== pointed) ? (
              <Group key={group.at(-1)?.number} group={group} />
            ) : (
              group.map((entry) => (
                <Row key={entry.number} entry={entry} pointed={entry.number === pointed} />
              ))
            ),
          )}
        </tbody>
      </table>
    </div>
  )
}

/** Entries that say the same, as one line that opens to them. */
function Group({ group }: { readonly group: Alike }) {
  const text = useText()
  const sentence = useSentence()
  const [newest] = group
  const oldest = group.at(-1) ?? newest
  return (
    <Opening
      entry={newest}
      numbers={`${oldest.number}–${newest.number}`}
      says={text('log.times', { sentence: sentence(newest), count: group.length })}
    >
      {group.map((entry) => (
        <Row key={entry.number} entry={entry} pointed={false} />
      ))}
    </Opening>
  )
}

function Row({ entry, pointed }: { readonly entry: Entry; readonly pointed: boolean }) {
  const sentence = useSentence()
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (pointed) row.current?.scrollIntoView({ block: 'center' })
  }, [pointed])
  return (
    <Opening entry={entry} numbers={entry.number} says={sentence(entry)} row={row} pointed={pointed}>
      <tr className={classes.details}>
        <td colSpan={4}>
          <Details entry={entry} />
        </td>
      </tr>
    </Opening>
  )
}

interface OpeningProps {
  /** Whose moment and author stand in the line. */
  readonly entry: Entry
  readonly numbers: ReactNode
  readonly says: string
  readonly row?: Ref<HTMLTableRowElement>
  /** Whether the address points at it: then it is open from the beginning. */
  readonly pointed?: boolean
  readonly children: ReactNode
}

/** A line of the table that opens to more lines. */
function Opening({ entry, numbers, says, row, pointed = false, children }: OpeningProps) {
  const { moment, actor } = useAuditWords()
  const [open, setOpen] = useState(pointed)
  return (
    <>
      <tr ref={row} data-pointed={pointed || undefined}>
        <td className={classes.number}>{numbers}</td>
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
            {says}
          </button>
        </td>
      </tr>
      {open && children}
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
