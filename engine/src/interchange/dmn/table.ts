import type { Fact } from '../../playbook/fact.ts'
import type { PlaybookNode } from '../../playbook/playbook.ts'
import type { Problem } from '../../problem/problem.ts'
import { problem } from '../../problem/problem.ts'
import { inEveryLanguage } from '../../values/fields.ts'
import type { Scalar, ValueType } from '../../values/value-type.ts'
import { leftOut, otherwise, type Path } from '../carried.ts'
import { fromFeel, isOfLiterals } from '../feel/cells.ts'
import { type FeelLiteral, literalsIn, readFeelList, readFeelLiteral } from '../feel/literal.ts'
import { asIdentifier, Names } from '../names.ts'
import type { GrowingScope } from '../scope.ts'
import type { DmnDecision, DmnDefinitions, DmnTable } from './document.ts'
import { type Policy, readPolicy } from './policies.ts'
import { kindShown, typeNamed } from './types.ts'

export type TableNode = Extract<PlaybookNode, { kind: 'table' }>

/** What a table needs to know of the file around it. */
export interface Surroundings {
  readonly definitions: DmnDefinitions
  /** Texts that new facts are known to have as values, by the facts' names. */
  readonly texts: ReadonlyMap<string, readonly string[]>
  readonly scope: GrowingScope
  /** The figure that a name stands for; null where it is none yet. */
  figureOf(written: string): string | null
  createFact(written: string, make: (name: string) => Fact): string
}

/** A name of FEEL, with spaces in it as it may have; anything else is an expression. */
const NAME = /^[\p{L}_][\p{L}\p{N}_ .'’-]*$/u

/** Reads one decision table. What cannot be carried leaves the table out, for without a row it would decide otherwise. */
export class TableReader {
  readonly problems: Problem[] = []
  readonly #around: Surroundings

  constructor(around: Surroundings) {
    this.#around = around
  }

  read(decision: DmnDecision, id: string, label: string, path: Path): TableNode | null {
    const written = decision.decisionTable
    if (!written) return null
    const policy = readPolicy(written['@hitPolicy'], written['@aggregation'])
    if (!policy) {
      const { '@hitPolicy': hitPolicy, '@aggregation': aggregation = '' } = written
      return this.#leave([...path, '@hitPolicy'], 'policy', `${hitPolicy} ${aggregation}`.trim())
    }
    const columns = written.input.map((_, at) => this.#input(written, at, path))
    const outputs = this.#outputs(written, policy, id, decision, path)
    const rows = this.#rows(written, decision, columns, outputs, path)
    const inputs = columns.filter((column) => column !== null)
    if (inputs.length < columns.length || !outputs || !rows) return null
    const tested = inputs.flatMap((column, at) =>
      column.of === null ? [] : [{ ...column, of: column.of, at }],
    )
    if (tested.length === 0 || rows.length === 0) return this.#leave(path, 'row', label)
    return {
      id,
      kind: 'table',
      name: inEveryLanguage(label),
      hitPolicy: policy.hitPolicy,
      ...(policy.aggregation && { aggregation: policy.aggregation }),
      inputs: tested.map(({ of, label, mayBeMissing }) => ({
        of,
        ...(label !== '' && { label: inEveryLanguage(label) }),
        ...(mayBeMissing && { ifMissing: 'fails' as const }),
      })),
      outputs,
      rows: rows.map(({ when, ...row }) => ({ ...row, when: tested.map(({ at }) => when[at] ?? '-') })),
    }
  }

  #leave(path: Path, ...[reason, found]: [Parameters<typeof leftOut>[1], unknown]): null {
    this.problems.push(leftOut(path, reason, found))
    return null
  }

  /** A column of tests: the figure it is of, null where it tests nothing; null where it cannot be carried. */
  #input({ input, rule }: DmnTable, at: number, path: Path): Column | null {
    const { inputExpression, inputValues = '', '@label': label = '' } = input[at] ?? {}
    const here = [...path, 'input', at]
    const written = (inputExpression?.text.trim() || label).replaceAll(/\s+/g, ' ')
    if (!NAME.test(written)) return this.#leave([...here, 'inputExpression'], 'expression', written)
    const cells = rule.map(({ inputEntry }) => inputEntry[at]?.trim() ?? '')
    const named = typeNamed(inputExpression?.typeRef, this.#around.definitions)
    if (!named) return this.#leave([...here, 'inputExpression', '@typeRef'], 'type', inputExpression?.typeRef)
    const listed = inputValues === '' ? named.values : readFeelList(inputValues)
    const known = this.#around.figureOf(written)
    const of = known ?? this.#createFact(written, named.kind, listed, cells, here)
    const value = of === null ? undefined : this.#around.scope.value(of)
    if (inputValues !== '' && !(known === null && value?.type.kind === 'class' && listed)) {
      this.problems.push(otherwise([...here, 'inputValues'], 'input_values', inputValues))
    }
    return value
      ? { of, type: value.type, mayBeMissing: value.mayBeMissing, label: label === written ? '' : label }
      : { of: null, type: { kind: 'count' }, mayBeMissing: false, label: '' }
  }

  /** A new fact of the type that the file says or that the column shows; none for a column that tests nothing. */
  #createFact(
    written: string,
    kind: Parameters<typeof kindShown>[0],
    listed: readonly FeelLiteral[] | null,
    cells: readonly string[],
    path: Path,
  ): string | null {
    const literals = [...(listed ?? []), ...cells.flatMap((cell) => literalsIn(cell))]
    const found = kindShown(kind, literals)
    const texts = literals.map(({ value }) => value).filter((value) => typeof value === 'string')
    if (found === 'class' && texts.length === 0) {
      this.problems.push(otherwise(path, 'unknown', written))
      return null
    }
    return this.#around.createFact(written, (name) => {
      const base = { name, label: inEveryLanguage(written), missing: 'possible' } as const
      if (name !== written) this.problems.push(otherwise(path, 'renamed', written, name))
      if (kind === null || kind === 'number') this.problems.push(otherwise(path, 'type_assumed', name, found))
      if (found !== 'class') return { ...base, type: found }
      const values = [...new Set([...texts, ...(this.#around.texts.get(name) ?? [])])]
      if (!listed) this.problems.push(otherwise(path, 'values_assumed', name, values.join(', ')))
      return { ...base, type: 'class', values }
    })
  }

  #outputs(
    { output, rule }: DmnTable,
    policy: Policy,
    id: string,
    decision: DmnDecision,
    path: Path,
  ): TableNode['outputs'] | null {
    const names = new Names(['row'])
    const isList =
      ['collect', 'rule_order', 'output_order'].includes(policy.hitPolicy) && policy.aggregation === undefined
    const outputs = output.map((each, at): TableNode['outputs'][number] | null => {
      const here = [...path, 'output', at]
      const variable = typeof decision.variable === 'object' ? decision.variable['@typeRef'] : undefined
      const typeRef = each['@typeRef'] ?? (output.length === 1 ? variable : undefined)
      const named = typeNamed(typeRef, this.#around.definitions)
      if (!named) return this.#leave([...here, '@typeRef'], 'type', typeRef)
      const entries = rule.flatMap(({ outputEntry }) => readFeelLiteral(outputEntry[at] ?? '') ?? [])
      const standard = each.defaultOutputEntry?.trim() ?? ''
      const fallback = standard === '' || standard === 'null' ? null : readFeelLiteral(standard)
      if (standard !== '' && standard !== 'null' && !fallback) {
        return this.#leave([...here, 'defaultOutputEntry'], 'expression', standard)
      }
      const listed = each.outputValues ? readFeelList(each.outputValues) : named.values
      if (each.outputValues && !listed)
        return this.#leave([...here, 'outputValues'], 'values', each.outputValues)
      const kind = kindShown(named.kind, [...entries, ...(listed ?? []), ...(fallback ? [fallback] : [])])
      const name = each['@name'] || each['@label'] || (output.length === 1 ? id : '')
      const label = each['@label'] ?? ''
      // A list is empty, and a count 0, where no row applies.
      const hasOtherwise = !isList && policy.aggregation !== 'count'
      if (fallback && !hasOtherwise) {
        this.problems.push(otherwise([...here, 'defaultOutputEntry'], 'default_dropped', standard))
      }
      return {
        id: names.free(name, 'output'),
        ...(label !== '' && label !== name && { label: inEveryLanguage(label) }),
        type: kind === 'class' && !listed ? 'text' : kind,
        ...(listed && { values: [...new Set(listed.map(({ value }) => value))] }),
        ...(fallback && hasOtherwise && { otherwise: fallback.value }),
      }
    })
    const carried = outputs.filter((each) => each !== null)
    if (carried.length === 0 && output.length === 0) return this.#leave(path, 'no_value', id)
    const [first, ...others] = carried
    if (first && others.length > 0 && isList) {
      this.problems.push(otherwise([...path, 'output'], 'first_output', first.id))
    }
    return carried.length === outputs.length ? carried : null
  }

  #rows(
    { rule, input }: DmnTable,
    decision: DmnDecision,
    columns: readonly (Column | null)[],
    outputs: TableNode['outputs'] | null,
    path: Path,
  ): TableNode['rows'] | null {
    const before = this.problems.length
    const rows = rule.map((each, at): TableNode['rows'][number] => {
      const here = [...path, 'rule', at]
      if (each.inputEntry.length !== input.length) this.#leave([...here, 'inputEntry'], 'row', String(at + 1))
      const when = columns.map((column, place) =>
        this.#cell(each.inputEntry[place] ?? '', column, [...here, 'inputEntry', place]),
      )
      const then = (outputs ?? []).map((_, place) =>
        this.#result(each.outputEntry[place] ?? '', [...here, 'outputEntry', place]),
      )
      const note = [each.description, ...each.annotationEntry]
        .map((text) => text.trim())
        .filter((text) => text !== '')
      const id = rowId(each['@id'], decision['@id'])
      return {
        ...(id !== null && { id }),
        when,
        then,
        ...(note.length > 0 && { note: inEveryLanguage(note.join('; ')) }),
      }
    })
    return this.problems.slice(before).some(({ severity }) => severity === 'error') ? null : rows
  }

  #cell(written: string, column: Column | null, path: Path): string {
    if (!column) return '-'
    if (!isOfLiterals(written)) {
      this.#leave(path, 'expression', written)
      return '-'
    }
    if (column.of === null) return '-'
    const cell = fromFeel(written, column.type, column.mayBeMissing)
    if ('text' in cell) return cell.text
    if (!cell.ok) this.problems.push(problem(cell.code, path, { reference: column.of, ...cell.values }))
    return '-'
  }

  #result(written: string, path: Path): Scalar {
    const literal = readFeelLiteral(written)
    if (literal) return literal.value
    this.#leave(path, written.trim() === '' || written.trim() === 'null' ? 'no_value' : 'result', written)
    return 0
  }
}

interface Column {
  readonly of: string | null
  readonly type: ValueType
  readonly mayBeMissing: boolean
  readonly label: string
}

/** The id of a row, where the file has it from a playbook: that of the decision, a dot and the row's own. */
function rowId(written: string | undefined, decision: string | undefined): string | null {
  const own =
    decision !== undefined && written?.startsWith(`${decision}.`) ? written.slice(decision.length + 1) : ''
  return own !== '' && asIdentifier(own, 'row') === own ? own : null
}
