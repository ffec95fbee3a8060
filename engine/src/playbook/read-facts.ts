import type { Figures } from '../population/population.ts'
import { type Problem, problem } from '../problem/problem.ts'
import { parseDay } from '../values/day.ts'
import { nearestName } from '../values/nearest-name.ts'
import { isOfNumericType, type Maybe, type ValueType } from '../values/value-type.ts'
import { type Fact, typeOfFact } from './fact.ts'
import type { Playbook, PlaybookTest } from './playbook.ts'

type Written = PlaybookTest['facts'][string]

/** The values of a class, for messages; of what is no class, nothing. */
export const valuesOf = (type: ValueType): string => (type.kind === 'class' ? type.values.join(', ') : '')

/** A value as a document writes it, in the engine's terms; undefined when it is not of the type. */
export function readValue(type: ValueType, written: Written): Maybe | undefined {
  if (written === null) return null
  switch (type.kind) {
    case 'flag':
      return typeof written === 'boolean' ? written : undefined
    case 'class':
      return typeof written === 'string' && type.values.includes(written) ? written : undefined
    case 'date':
      return typeof written === 'string' ? (parseDay(written) ?? undefined) : undefined
    default:
      // Adding 0 turns -0 into 0: columns know no negative zero.
      return isOfNumericType(type, written) ? written + 0 : undefined
  }
}

/** The facts of a customer as a document writes them: what it says of those that it names. */
export function readFacts(
  dictionary: ReadonlyMap<string, Fact>,
  written: PlaybookTest['facts'],
  path: readonly PropertyKey[],
): { readonly facts: Figures; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const facts = new Map<string, Maybe>()
  for (const [name, value] of Object.entries(written)) {
    const fact = dictionary.get(name)
    if (!fact) {
      problems.push(
        problem('test_unknown_fact', [...path, name], {
          name,
          nearest: nearestName(name, [...dictionary.keys()]),
        }),
      )
      continue
    }
    const read = readValue(typeOfFact(fact), value)
    if (read === undefined) {
      problems.push(
        problem('test_wrong_value', [...path, name], {
          name,
          value: shown(value),
          kind: fact.type,
          values: valuesOf(typeOfFact(fact)),
        }),
      )
    } else if (read === null && fact.missing === 'never') {
      problems.push(problem('test_fact_missing', [...path, name], { name }))
    } else facts.set(name, read)
  }
  return { facts, problems }
}

export type CustomerRead =
  | { readonly ok: true; readonly facts: Figures; readonly problems: readonly [] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * A customer as a document writes him, such as `{ "balance": 500000, "last_contact": "2026-01-05" }`, in the
 * engine's terms: dates are day numbers. Facts that may be missing may be left out or null.
 */
export function readCustomer(playbook: Playbook, written: PlaybookTest['facts']): CustomerRead {
  if (!isRecord(written)) {
    return { ok: false, problems: [problem('wrong_type', [], { expected: 'object', found: shown(written) })] }
  }
  const { facts, problems } = readFacts(dictionaryOf(playbook.facts), written, [])
  // A fact may be called `constructor`, which every object has without being told.
  const isSaid = (name: string): boolean => Object.hasOwn(written, name) && (written[name] ?? null) !== null
  const absent = playbook.facts.filter(({ name, missing }) => missing === 'never' && !isSaid(name))
  const found = [
    ...problems.filter(({ code }) => code !== 'test_fact_missing'),
    ...absent.map(({ name }) => problem('customer_fact_missing', [name], { name })),
  ]
  return found.length === 0 ? { ok: true, facts, problems: [] } : { ok: false, problems: found }
}

/** A program without types may hand over anything. */
const isRecord = (written: unknown): boolean =>
  typeof written === 'object' && written !== null && !Array.isArray(written)

/** What is shown of a value that should have been a single one. */
function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return Array.isArray(value) ? '[...]' : '{...}'
}

/** Facts by name. */
export const dictionaryOf = (facts: readonly Fact[]): ReadonlyMap<string, Fact> =>
  new Map(facts.map((fact) => [fact.name, fact]))
