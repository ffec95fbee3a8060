import { MOST_INTEGER, parseDay } from '@branch-playbook/engine'
import type { Case, CaseValue } from './case.ts'

type Written = Readonly<Record<string, unknown>>

/** Facts in short form, `{ "age": "count" }` or `{ "age": { "type": "count" } }`, and whole ones in a list. */
export function completeFacts(facts: Case['facts'], customers: Case['customers']): Written[] {
  const written = Array.isArray(facts)
    ? facts
    : Object.entries(facts ?? {}).map(([name, as]): Written => {
        if (typeof as === 'string') return { name, type: as }
        return { name, ...(typeof as === 'object' && as !== null ? as : {}) }
      })
  const known = new Set(written.map(({ name }) => name))
  const names = new Set(customers.flatMap((customer) => Object.keys(customer)))
  const seen = [...names].filter((name) => !known.has(name)).map((name): Written => ({ name }))
  return [...written, ...seen].map((fact) => completeFact(fact, customers))
}

/** What the case does not say of a fact is seen from its customers. */
function completeFact(fact: Written, customers: Case['customers']): Written {
  const name = String(fact.name)
  const values = customers.map((customer) => saidOf(customer, name) ?? null)
  const present = values.filter((value) => value !== null)
  const type = typeof fact.type === 'string' ? fact.type : typeOf(present)
  return {
    label: { 'zh-CN': name, en: name },
    missing: present.length < values.length ? 'possible' : 'never',
    ...fact,
    type,
    ...(type === 'class' && !fact.values && { values: [...new Set(present.map(String))] }),
  }
}

/** A fact may be called `constructor`, which every object has without being told. */
export const saidOf = (customer: Case['customers'][number], name: string): CaseValue | undefined =>
  Object.hasOwn(customer, name) ? customer[name] : undefined

/** Dates, flags and numbers by how they are written; any other text is a class of the texts that occur. */
function typeOf(values: readonly Exclude<CaseValue, null>[]): string {
  if (values.every((value) => typeof value === 'boolean')) return 'flag'
  if (values.every((value) => typeof value === 'number')) return numberType(values)
  return values.every((value) => typeof value === 'string' && parseDay(value) !== null) ? 'date' : 'class'
}

/** Of whole numbers counts, or amounts where they are beyond counts; percentages keep their decimals. */
export function numberType(values: readonly number[]): 'percent' | 'count' | 'money' {
  if (!values.every(Number.isInteger)) return 'percent'
  return values.every((value) => Math.abs(value) <= MOST_INTEGER) ? 'count' : 'money'
}
