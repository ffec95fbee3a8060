import {
  type Day,
  editText,
  type FrozenCuts,
  freezeQuantiles,
  type Locale,
  type Playbook,
  parsePlaybookText,
  type TextEdit,
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
  const unwritten = writeWhole(out, [editText(source.value, thresholdsOf(frozen.playbook, frozen.frozen))])
  if (unwritten) return failure({ file: out, problems: [unwritten] })
  return {
    problems: [],
    lines: [
      ...(frozen.frozen.length === 0 ? [text(locale, 'freeze.nothing')] : []),
      ...frozen.frozen.map((each) => text(locale, 'freeze.node', inWords(each))),
      text(locale, 'freeze.done', { out }),
    ],
    json: { out, frozen: frozen.frozen },
  }
}

/** The thresholds alone: the strategist's file keeps its layout, so that git shows what was frozen. */
const thresholdsOf = ({ nodes }: Playbook, frozen: readonly FrozenCuts[]): TextEdit[] =>
  nodes.flatMap((node, at): TextEdit[] => {
    if (!frozen.some((each) => each.node === node.id)) return []
    if (node.kind === 'measure' && node.calculation.method === 'rank')
      return [{ path: ['nodes', at, 'calculation', 'cuts'], value: node.calculation.cuts }]
    if (node.kind !== 'tier') return []
    return node.bands.flatMap(({ from }, band) =>
      from === undefined ? [] : [{ path: ['nodes', at, 'bands', band, 'from'], value: from }],
    )
  })

const inWords = ({ node, cuts, sizes }: FrozenCuts) => ({
  node,
  cuts: cuts.join(', '),
  sizes: sizes.join(', '),
})
