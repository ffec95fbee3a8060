import { type Coverage, coverage, type Day, type Locale, placeWords } from '@branch-playbook/engine'
import { text } from '../locale/text.ts'
import { readPlaybook } from './read-playbook.ts'
import { readRun } from './read-run.ts'
import { failure, type Report } from './report.ts'

export interface CoverageOptions {
  readonly customers?: string
  readonly asOf?: Day
  readonly events?: string
}

/** `coverage FILE`: what of the rules the playbook's own tests exercise and, with customers, what these do. */
export async function coverageCommand(
  file: string,
  { customers, asOf, events }: CoverageOptions,
  locale: Locale,
): Promise<Report> {
  const read = await readPlaybook(file)
  if (!read.ok) return failure(read.source)
  const { plan, workingDays, source } = read
  const coverer = coverage(plan)
  const words = placeWords(plan.playbook, locale)
  const describe = (found: Coverage, of: 'tests' | 'customers') => [
    text(locale, `coverage.${of}`, {
      count: found.customers,
      exercised: found.exercised,
      total: found.total,
      share: shareOf(found),
    }),
    ...found.places.flatMap((place) =>
      place.count > 0 ? [] : [text(locale, 'coverage.never', { place: words(place) })],
    ),
  ]
  const tests = coverer.ofTests(workingDays)
  const lines = describe(tests, 'tests')
  const leftOut = plan.playbook.tests.length - tests.customers
  const notes = leftOut > 0 ? [text(locale, 'coverage.left_out', { count: leftOut })] : []
  if (customers === undefined || asOf === undefined)
    return { problems: [source], notes, lines, json: { tests: jsonOf(tests) } }
  const run = await readRun({ playbook: file, customers, asOf, ...(events !== undefined && { events }) })
  if (!run.ok) return failure(...run.problems)
  const everybody = coverer.ofPopulation(run.facts.population, run.run)
  return {
    problems: run.warnings,
    notes,
    lines: [...lines, ...describe(everybody, 'customers')],
    json: { tests: jsonOf(tests), customers: jsonOf(everybody) },
  }
}

/** In percent, with one decimal; rounded down, so that 100 is all of it. */
const shareOf = ({ exercised, total }: Coverage): number =>
  total === 0 ? 100 : Math.floor((1000 * exercised) / total) / 10

const jsonOf = (found: Coverage) => ({ ...found, share: shareOf(found) })
