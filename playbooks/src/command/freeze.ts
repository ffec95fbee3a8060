import {
  type Day,
  type FrozenCuts,
  freezeQuantiles,
  type Locale,
  parsePlaybookText,
} from '@branch-playbook/engine'
import { readFactsFile } from '../facts/read-facts-file.ts'
import { text } from '../locale/text.ts'
import { readText } from '../read-text.ts'
import { readCalendar } from '../shipped.ts'
import { failure, type Report } from './report.ts'
import { writeProblem, writeWhole } from './write-whole.ts'

export interface FreezeOptions {
  readonly customers: string
  readonly asOf: Day
  readonly out: string
}

/**
 * `freeze FILE`: fills in the thresholds of ranks and of tiers by share, from the customers of a facts file. What
 * was frozen before is made anew. The playbook cannot be planned before, so only its shape is asked for.
 */
export async function freezeCommand(
  file: string,
  { customers, asOf, out }: FreezeOptions,
  locale: Locale,
): Promise<Report> {
  const unwritable = writeProblem(out, [file, customers])
  if (unwritable) return failure({ file: out, problems: [unwritable] })
  const source = await readText(file)
  if (!source.ok) return failure({ file, problems: source.problems })
  const parsed = parsePlaybookText(source.value)
  if (!parsed.ok) return failure({ file, text: source.value, problems: parsed.problems })
  const calendar = await readCalendar(parsed.value.calendar)
  if (!calendar.ok) return failure({ file, text: source.value, problems: calendar.problems })
  const read = await readFactsFile(customers, parsed.value.facts)
  if (!read.ok) return failure({ file: customers, problems: read.problems, count: read.count })
  const run = { asOf, workingDays: calendar.value, events: [] }
  const frozen = freezeQuantiles(parsed.value, read.facts.population, run)
  if (!frozen.ok) return failure({ file, text: source.value, problems: frozen.problems })
  const unwritten = writeWhole(out, [`${JSON.stringify(frozen.playbook, null, 2)}\n`])
  if (unwritten) return failure({ file: out, problems: [unwritten] })
  return {
    problems: [],
    lines: [
      ...frozen.frozen.map((each) => text(locale, 'freeze.node', inWords(each))),
      text(locale, 'freeze.done', { out }),
    ],
    json: { out, frozen: frozen.frozen },
  }
}

const inWords = ({ node, cuts, sizes }: FrozenCuts) => ({
  node,
  cuts: cuts.join(', '),
  sizes: sizes.join(', '),
})
