import type { AGGREGATIONS, HIT_POLICIES } from '../../nodes/table/schema.ts'

type HitPolicy = (typeof HIT_POLICIES)[number]
type Aggregation = (typeof AGGREGATIONS)[number]

/** The hit policies of DMN by their names there, and the letters that tables are drawn with. */
const POLICIES: ReadonlyMap<string, HitPolicy> = new Map([
  ['UNIQUE', 'unique'],
  ['FIRST', 'first'],
  ['PRIORITY', 'priority'],
  ['ANY', 'any'],
  ['COLLECT', 'collect'],
  ['RULE ORDER', 'rule_order'],
  ['OUTPUT ORDER', 'output_order'],
])

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['U', 'UNIQUE'],
  ['F', 'FIRST'],
  ['P', 'PRIORITY'],
  ['A', 'ANY'],
  ['C', 'COLLECT'],
  ['R', 'RULE ORDER'],
  ['O', 'OUTPUT ORDER'],
])

const AGGREGATORS: ReadonlyMap<string, Aggregation> = new Map([
  ['SUM', 'sum'],
  ['MIN', 'least'],
  ['MAX', 'most'],
  ['COUNT', 'count'],
])

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['+', 'SUM'],
  ['<', 'MIN'],
  ['>', 'MAX'],
  ['#', 'COUNT'],
])

export interface Policy {
  readonly hitPolicy: HitPolicy
  readonly aggregation?: Aggregation | undefined
}

/** A hit policy by its name or its letter, such as `COLLECT` with `SUM`, or `C+`; null for any other. */
export function readPolicy(written: string, aggregator?: string): Policy | null {
  const name = written.trim().toUpperCase().replaceAll('_', ' ')
  const [letter = '', sign = ''] = [name.charAt(0), name.slice(1).trim()]
  const isLetter =
    name.length <= 3 && LETTERS.has(letter) && (sign === '' || (letter === 'C' && SIGNS.has(sign)))
  const hitPolicy = POLICIES.get(isLetter ? (LETTERS.get(letter) ?? '') : name)
  const by = aggregator?.trim().toUpperCase() || (isLetter ? SIGNS.get(sign) : undefined)
  if (!hitPolicy) return null
  if (by === undefined) return { hitPolicy }
  const aggregation = AGGREGATORS.get(by)
  return aggregation && hitPolicy === 'collect' ? { hitPolicy, aggregation } : null
}

/** The name and the aggregator of a hit policy in DMN. */
export function writePolicy({ hitPolicy, aggregation }: Policy): { hitPolicy: string; aggregation?: string } {
  const nameOf = (names: ReadonlyMap<string, string>, ours: string) =>
    [...names].find(([, each]) => each === ours)?.[0] ?? ours
  return {
    hitPolicy: nameOf(POLICIES, hitPolicy),
    ...(aggregation && { aggregation: nameOf(AGGREGATORS, aggregation) }),
  }
}
