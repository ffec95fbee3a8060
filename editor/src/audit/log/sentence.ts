import { useMemo } from 'react'
import { z } from 'zod'
import type { Entry } from '../../api/audit.ts'
import { useLanguage } from '../../locale/language.ts'
import { isTextKey, useText } from '../../locale/text.ts'
import { useAuditWords } from '../words.ts'

const text = z.string().catch('')
const number = z.number().catch(0)

/** What the sentences say of an entry's details; whatever somebody wrote there instead is shown as it is below them. */
const detailsSchema = z.object({
  from: text,
  branches: z.array(z.string()).nullable().catch(null),
  day: text,
  cause: text,
  outcome: text,
  channel: text,
  format: text,
  role: text,
  via: text,
  why: text,
  name: z.union([z.string(), z.object({ en: z.string(), 'zh-CN': z.string() })]).catch(''),
  adviser: text,
  node: text,
  step: text,
  number: z.number().transform(String).catch(''),
  asOf: text,
  password: text,
  ok: z.boolean().catch(true),
  same: z.boolean().catch(true),
  challenger: number,
  share: number,
  demo: number,
})

/** Shares are kept in hundredths of a percent. */
const HUNDREDTHS = 100

/** What an entry tells, as a sentence about whoever is named beside it. */
export function useSentence(): (entry: Entry) => string {
  const text = useText()
  const { day, where } = useAuditWords()
  const locale = useLanguage((state) => state.locale)
  return useMemo(
    () => (entry) => {
      const key = `log.says.${entry.action}`
      if (!isTextKey(key)) return entry.action
      const details = detailsSchema.parse(entry.details)
      const known = (name: string, word: string) => (isTextKey(name) ? text(name) : word)
      const customers = (entry.personal ?? []).flatMap(({ customer }) => (customer === '' ? [] : [customer]))
      return text(key, {
        ...subjectOf(entry.subject),
        from: details.from && day(details.from),
        where: where(details.branches),
        day: details.day && day(details.day),
        asOf: details.asOf && day(details.asOf),
        cause: known(`runs.cause.${details.cause}`, details.cause),
        outcome: known(`outcome.${details.outcome}`, details.outcome),
        channel: known(
          `channel.${details.channel}`,
          known(`enquiry.channel.${details.channel}`, details.channel),
        ),
        role: known(`role.${details.role}`, details.role),
        via: known(`log.via.${details.via}`, details.via),
        why: known(`log.why.${details.why}`, details.why),
        format: details.format,
        name: typeof details.name === 'string' ? details.name : details.name[locale],
        adviser: details.adviser,
        node: details.node,
        number: details.number,
        step: known(`enquiry.step.${details.step}`, details.step),
        password: details.password,
        ok: String(details.ok),
        same: String(details.same),
        challenger: details.challenger,
        share: details.share / HUNDREDTHS,
        demo: details.demo,
        customers: customers.length,
        customer: customers[0] ?? '',
      })
    },
    [text, day, where, locale],
  )
}

/** The parts of a subject that sentences name. */
function subjectOf(subject: string) {
  const [path = '', query = ''] = subject.split('?')
  const parts = path.split('/')
  const [, id = '', more = '', version = ''] = parts
  return { id, short: id.slice(0, 8), more, version, date: query.replace(/^\w+=/, ''), subject }
}
