import {
  checkRun,
  type Day,
  eventSchema,
  type Plan,
  parseText,
  problem,
  type Run,
} from '@branch-playbook/engine'
import { z } from 'zod'
import type { Facts } from '../facts/facts-table.ts'
import { readFactsFile } from '../facts/read-facts-file.ts'
import { readText } from '../read-text.ts'
import { type ReadyPlaybook, readPlaybook } from './read-playbook.ts'
import type { FileProblems } from './report.ts'

/** The files and the day that a run is made of. */
export interface RunFiles {
  readonly playbook: string
  readonly customers: string
  readonly asOf: Day
  readonly events?: string
}

/** A playbook, its customers and the day: all that a decision rests on. */
export type RunRead =
  | {
      readonly ok: true
      readonly playbook: ReadyPlaybook
      readonly facts: Facts
      readonly run: Run
      readonly warnings: readonly FileProblems[]
    }
  | { readonly ok: false; readonly problems: readonly FileProblems[] }

/** Reads what a run needs. The large file comes last, when nothing else can stop the run any more. */
export async function readRun({
  playbook: file,
  customers,
  asOf,
  events: eventsFile,
}: RunFiles): Promise<RunRead> {
  const playbook = await readPlaybook(file)
  if (!playbook.ok) return { ok: false, problems: [playbook.source] }
  const { plan, workingDays, source } = playbook
  const events = eventsFile === undefined ? NO_EVENTS : await readEvents(eventsFile, plan)
  if (!events.ok) return { ok: false, problems: [source, events.source] }
  const run = { asOf, workingDays, events: events.events }
  const unready = checkRun(plan, run)
  if (unready.length > 0)
    return { ok: false, problems: [{ ...source, problems: [...source.problems, ...unready] }] }
  const read = await readFactsFile(customers, plan.playbook.facts)
  if (!read.ok)
    return { ok: false, problems: [source, { file: customers, problems: read.problems, count: read.count }] }
  return { ok: true, playbook, facts: read.facts, run, warnings: [source, ...events.warnings] }
}

const NO_EVENTS = { ok: true, events: [], warnings: [] } as const

/** Events of a type that no trigger answers to are only warned of: one file may serve several playbooks. */
async function readEvents(file: string, plan: Plan) {
  const text = await readText(file)
  if (!text.ok) return { ok: false, source: { file, problems: text.problems } } as const
  const source = { file, text: text.value, problems: [] } satisfies FileProblems
  const parsed = parseText(z.array(eventSchema).max(10_000), text.value)
  if (!parsed.ok) return { ok: false, source: { ...source, problems: parsed.problems } } as const
  const types = plan.playbook.nodes.flatMap((node) =>
    node.kind === 'trigger' && node.occurs.by === 'announcement' ? [node.occurs.event] : [],
  )
  const unused = parsed.value.flatMap(({ type }, at) =>
    types.includes(type)
      ? []
      : [problem('event_unused', [at, 'type'], { event: type, types: types.join(', ') })],
  )
  const warnings = unused.map((each) => ({ ...each, severity: 'warning' as const }))
  return { ok: true, events: parsed.value, warnings: [{ ...source, problems: warnings }] } as const
}
