import {
  type AnswerSentence,
  advisor,
  type Locale,
  type Plan,
  type Problem,
  parsePlaybook,
  plan,
  readTarget,
  WorkingDays,
  whyNotSentences,
} from '@branch-playbook/engine'
import type { Answer, Request } from './messages.ts'
import { type Readied, readied, trace, viewOf } from './tracing.ts'

/** Traces one customer after another, and remembers the last to answer what is asked about him. */
export class Tracer {
  #last: (Readied & { readonly plan: Plan }) | null = null

  answer(request: Request): Answer {
    const { revision } = request
    if (request.ask === 'trace') return { revision, ...this.#trace(request) }
    return { revision, ...this.#whyNot(request.target, request.locale) }
  }

  #trace({ document, calendar, subject }: Extract<Request, { ask: 'trace' }>): Traced {
    this.#last = null
    const parsed = parsePlaybook(document)
    if (!parsed.ok) return refused(parsed.problems)
    const planned = plan(parsed.value)
    if (!planned.ok) return refused(planned.problems)
    const ready = readied(planned.plan, subject, new WorkingDays(calendar))
    if (!ready.ok) return refused(ready.problems)
    this.#last = { ...ready, plan: planned.plan }
    return { answer: 'traced', tracing: trace(planned.plan, ready) }
  }

  #whyNot(text: string, locale: Locale): Traced | { answer: 'why_not'; sentences: AnswerSentence[] } {
    if (!this.#last) return { answer: 'why_not', sentences: [] }
    const { plan, facts, run } = this.#last
    const read = readTarget(plan, text)
    if (!read.ok) return refused(read.problems)
    const found = advisor(plan, read.target).find(facts, run)
    const view = viewOf(plan, { facts, run })
    return { answer: 'why_not', sentences: whyNotSentences(plan, found, view, locale) }
  }
}

type Traced =
  | { readonly answer: 'traced'; readonly tracing: ReturnType<typeof trace> }
  | { readonly answer: 'refused'; readonly problems: readonly Problem[] }

const refused = (problems: readonly Problem[]): Traced => ({ answer: 'refused', problems })
