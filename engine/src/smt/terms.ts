import { ANY_NUMBER, type Choice, type Domain } from '../network/domain.ts'
import type { Id } from '../network/graph.ts'
import type { Domains } from '../network/propagate.ts'
import type { Maybe } from '../values/value-type.ts'
import { numeral } from './numeral.ts'

export type Sort = 'Int' | 'Real' | 'Bool'

/** How vertices and values are written in SMT-LIB: `v7` is the value of vertex 7, `m7` whether it is missing. */
export class Terms {
  readonly #domains: Domains
  /** The number of each class value; no name of a playbook stands in the text. */
  readonly codes = new Map<Choice, number>()

  constructor(domains: Domains) {
    this.#domains = domains
  }

  domain(id: Id): Domain {
    return this.#domains[id] ?? ANY_NUMBER
  }

  sort(id: Id): Sort {
    const domain = this.domain(id)
    if (domain.kind === 'numbers') return domain.whole || domain.least > domain.most ? 'Int' : 'Real'
    return domain.of.some((each) => typeof each === 'string') ? 'Int' : 'Bool'
  }

  /** The value of a vertex where this sort is needed. Only one that nobody looks at has none of that sort. */
  value(id: Id, sort: Sort): string {
    const own = this.sort(id)
    if (own === sort) return `v${id}`
    return own === 'Int' && sort === 'Real' ? `(to_real v${id})` : zero(sort)
  }

  scalar(value: Maybe, sort: Sort): string {
    if (typeof value === 'number') return sort === 'Bool' ? 'false' : numeral(value, sort)
    if (typeof value === 'boolean') return sort === 'Bool' ? String(value) : zero(sort)
    return value === null || sort !== 'Int' ? zero(sort) : String(this.code(value))
  }

  code(choice: Choice): number {
    const code = this.codes.get(choice) ?? this.codes.size
    this.codes.set(choice, code)
    return code
  }

  mayBeMissing(id: Id): boolean {
    return this.domain(id).missing
  }

  missing(id: Id): string {
    return this.mayBeMissing(id) ? `m${id}` : 'false'
  }

  /** That a vertex has this value. */
  is(id: Id, value: Maybe): string {
    if (value === null) return this.missing(id)
    const there = this.#equals(id, value)
    return this.mayBeMissing(id) ? `(and (not m${id}) ${there})` : there
  }

  #equals(id: Id, value: Exclude<Maybe, null>): string {
    const sort = this.sort(id)
    if (sort !== 'Bool') return `(= v${id} ${this.scalar(value, sort)})`
    return value === true ? `v${id}` : `(not v${id})`
  }

  /** That the value of a vertex, if it is not missing, is one of its domain. */
  bounds(id: Id): string[] {
    const domain = this.domain(id)
    if (domain.kind === 'choices') {
      return domain.of.length > 0 ? [`(assert ${or(domain.of.map((each) => this.#equals(id, each)))})`] : []
    }
    const sort = this.sort(id)
    return [
      ...(Number.isFinite(domain.least) ? [`(assert (<= ${this.scalar(domain.least, sort)} v${id}))`] : []),
      ...(Number.isFinite(domain.most) ? [`(assert (<= v${id} ${this.scalar(domain.most, sort)}))`] : []),
    ]
  }
}

export const zero = (sort: Sort): string => ({ Int: '0', Real: '0.0', Bool: 'false' })[sort]

export const or = (terms: readonly string[]): string => `(or false ${terms.join(' ')})`
