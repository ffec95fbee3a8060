import { type Figure, formatDay, type Playbook, type PlaybookTest, typeOfFact } from '@branch-playbook/engine'
import type { Case } from '../trace/tracing.ts'
import { plainValue } from './plain-value.ts'

/** A test without expectations, of somebody about whom there is nothing to say: a start that can be run. */
export function blankTest(playbook: Playbook, asOf: string, name: string): PlaybookTest {
  const [example] = playbook.examples ?? []
  const start = example ? { like: example.id, facts: {} } : { facts: plainFacts(playbook, asOf) }
  return { name, ...start, asOf, expect: {} }
}

/** A test of a case: his facts as far as the playbook asks for them, whatever else it must know being plain. */
export function testOf(
  playbook: Playbook,
  { facts, asOf, events }: Case,
  name: string,
  expect: PlaybookTest['expect'],
): PlaybookTest {
  const known = new Set(playbook.facts.map((fact) => fact.name))
  const asked = Object.entries(facts).filter(([fact, value]) => known.has(fact) && value !== null)
  return {
    name,
    facts: { ...plainFacts(playbook, asOf), ...Object.fromEntries(asked) },
    asOf,
    ...(events.length > 0 && { events: [...events] }),
    expect,
  }
}

/** Nothing of all that must be known of a customer. */
const plainFacts = ({ facts }: Playbook, day: string): PlaybookTest['facts'] =>
  Object.fromEntries(
    facts
      .filter(({ missing }) => missing === 'never')
      .map((fact) => [fact.name, plainValue(typeOfFact(fact), day)]),
  )

/** What a test would expect if all that the nodes decide now is right: the classes, which are what people look at. */
export const expectedNow = (
  { nodes }: Playbook,
  figures: ReadonlyMap<string, Figure>,
): PlaybookTest['expect'] =>
  Object.fromEntries(
    nodes.flatMap(({ id }) => {
      const figure = figures.get(id)
      return figure?.kind === 'class' ? [[id, writtenFigure(figure)]] : []
    }),
  )

/** A figure as a test writes it. */
const writtenFigure = ({ kind, value }: Figure): string | number | boolean | null =>
  kind === 'date' && typeof value === 'number' ? formatDay(value) : value

/** A name that no other test has. */
export function freeName(tests: readonly Pick<PlaybookTest, 'name'>[], wanted: string): string {
  const taken = new Set(tests.map(({ name }) => name))
  for (let number = 2, name = wanted; ; number += 1) {
    if (!taken.has(name)) return name
    name = `${wanted} (${number})`
  }
}
