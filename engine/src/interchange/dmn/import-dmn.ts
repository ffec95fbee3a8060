import type { Fact } from '../../playbook/fact.ts'
import type { PlaybookNode } from '../../playbook/playbook.ts'
import { firstProblems, type Problem } from '../../problem/problem.ts'
import { type Imported, type Into, leftOut, otherwise, type Path } from '../carried.ts'
import { asIdentifier, Names } from '../names.ts'
import { GrowingScope } from '../scope.ts'
import { type DmnDecision, type DmnDefinitions, readDmn } from './document.ts'
import { TableReader } from './table.ts'

/**
 * The decision tables of a DMN file (1.1 to 1.5) as table nodes, which decide as the file says. Names that tables
 * read are facts of the dictionary, other tables of the file, or new facts whose types the file says or its values
 * show. Left out and named: decisions that are no tables, cells and results that are FEEL expressions.
 * @param xml The text of the file. Document types and entities of its own are refused.
 */
export function importDmn(xml: string, into: Into): Imported {
  const read = readDmn(xml)
  if (!read.ok) return { facts: [], nodes: [], problems: read.problems }
  return new DmnImport(read.value, into).all()
}

class DmnImport {
  readonly #definitions: DmnDefinitions
  readonly #into: Into
  readonly #scope: GrowingScope
  readonly #factNames: Names
  readonly #ids: Names
  readonly #decisions = new Map<
    string,
    { readonly decision: DmnDecision; readonly path: Path; readonly id: string }
  >()
  readonly #facts: Fact[] = []
  readonly #nodes: PlaybookNode[] = []
  readonly #problems: Problem[] = []
  /** Decisions that are made already or are being made, by their names. */
  readonly #begun = new Set<string>()

  constructor(definitions: DmnDefinitions, into: Into) {
    this.#definitions = definitions
    this.#into = into
    this.#scope = new GrowingScope(into.facts)
    this.#factNames = new Names(into.taken)
    this.#ids = new Names([...(into.taken ?? []), ...into.facts.map(({ name }) => name)])
    for (const [at, decision] of definitions.decision.entries()) {
      const name = nameOf(decision)
      const path = ['decision', at]
      if (name === '') this.#problems.push(leftOut(path, 'name', decision['@id'] ?? ''))
      else if (!this.#decisions.has(name)) {
        this.#decisions.set(name, { decision, path, id: this.#ids.free(name, 'table') })
      }
    }
  }

  all(): Imported {
    for (const name of this.#decisions.keys()) this.#make(name)
    return { facts: this.#facts, nodes: this.#nodes, problems: firstProblems(this.#problems) }
  }

  #make(name: string): void {
    const found = this.#decisions.get(name)
    if (!found || this.#begun.has(name)) return
    this.#begun.add(name)
    const { decision, path, id } = found
    if (!decision.decisionTable) {
      this.#problems.push(leftOut(path, 'decision', name))
      return
    }
    const label = decision['@label'] || name
    const reader = new TableReader({
      definitions: this.#definitions,
      texts: this.#into.texts ?? new Map(),
      scope: this.#scope,
      figureOf: (written) => this.#figureOf(written),
      createFact: (written, make) => this.#createFact(written, make),
    })
    const node = reader.read(decision, id, label, [...path, 'decisionTable'])
    this.#problems.push(...reader.problems)
    if (!node) return
    if (id !== name) this.#problems.push(otherwise([...path, '@name'], 'renamed', name, id))
    this.#nodes.push(node)
    this.#scope.addNode(node)
  }

  /** What a name of the file stands for: a decision made of it, a part of one, or a fact of the dictionary. */
  #figureOf(written: string): string | null {
    if (this.#decisions.has(written)) {
      this.#make(written)
      const id = this.#decisions.get(written)?.id ?? ''
      if (this.#scope.value(id)) return id
    }
    const dot = written.lastIndexOf('.')
    const owner = this.#decisions.get(written.slice(0, dot))
    if (dot > 0 && owner) {
      this.#make(written.slice(0, dot))
      const output = asIdentifier(written.slice(dot + 1), 'output')
      for (const part of [`${owner.id}.${output}`, owner.id]) if (this.#scope.value(part)) return part
    }
    for (const name of [written, asIdentifier(written, 'fact'), this.#factNames.of(written, 'fact')]) {
      if (this.#scope.value(name)) return name
    }
    return null
  }

  #createFact(written: string, make: (name: string) => Fact): string {
    const name = this.#factNames.of(written, 'fact')
    const made = make(name)
    this.#facts.push(made)
    this.#scope.addFact(made)
    return name
  }
}

function nameOf({ '@name': name, variable }: DmnDecision): string {
  return name || (typeof variable === 'object' ? (variable['@name'] ?? '') : '')
}
