import type { RuleBook } from '@branch-playbook/engine'
import { useBank } from '../api/bank.ts'
import { BEGINNING_OF_TIME } from '../api/life.ts'
import { useLifeWords } from '../approvals/life-words.ts'
import type { StateOfPlaybook } from '../audit/state-of-playbook.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import classes from './rule-book.module.css'

interface TitleBlockProps {
  readonly book: RuleBook
  readonly state: StateOfPlaybook
}

/** Whose rules these are, which version, and who answers for it. */
export function TitleBlock({ book, state }: TitleBlockProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { data: bank } = useBank()
  const { day, time } = useFormats(state.playbook.currency)
  const { version, hash, author, at, note } = state
  const moment = (written: string) => `${day(written.slice(0, 10))} ${time(written)}`
  const { branch } = useLifeWords()
  const review = version?.review
  const begun = version?.activations.filter(({ withdrawal }) => withdrawal === null) ?? []
  return (
    <header className={classes.title}>
      <p className={classes.bank}>{bank ? bilingual(bank.name) : ''}</p>
      <h1>{book.title}</h1>
      <p className={classes.kind}>{text('audit.rulebook')}</p>
      {book.description && <p className={classes.description}>{book.description}</p>}
      <dl className={classes.facts}>
        <dt>{text('audit.version')}</dt>
        <dd>
          {version
            ? text('audit.version_state', {
                version: text('versions.version', { version: version.version }),
                state: text(`version.${version.state}`),
              })
            : text('audit.draft')}
        </dd>
        <dt>{text('audit.author')}</dt>
        <dd>{text('audit.by_at', { by: author, at: moment(at) })}</dd>
        {review && (
          <>
            <dt>{text(`audit.review.${review.verdict}`)}</dt>
            <dd>{text('audit.by_at', { by: review.by, at: moment(review.at) })}</dd>
          </>
        )}
        {begun.map(({ number, from, branches, by }) => (
          <div key={number} className={classes.pair}>
            <dt>{text('audit.in_force')}</dt>
            <dd>
              {text('audit.in_force_from', {
                from: from === BEGINNING_OF_TIME ? text('audit.beginning') : day(from),
                where:
                  branches === null
                    ? text('audit.everywhere')
                    : branches.map(branch).join(text('life.comma')),
                by,
              })}
            </dd>
          </div>
        ))}
        {note && (
          <>
            <dt>{text('audit.note')}</dt>
            <dd>{note}</dd>
          </>
        )}
        <dt>{text('audit.hash')}</dt>
        <dd className={classes.hash}>{hash}</dd>
      </dl>
    </header>
  )
}
