import { XMLBuilder } from 'fast-xml-parser'
import { namesOf } from '../../check/scope.ts'
import type { Locale } from '../../locale/locale.ts'
import { typeOfOutput } from '../../nodes/table/outputs.ts'
import type { Playbook } from '../../playbook/playbook.ts'
import { firstProblems, type Problem } from '../../problem/problem.ts'
import { parseUnary } from '../../unary/parse.ts'
import type { Bilingual } from '../../values/fields.ts'
import { splitReference } from '../../values/fields.ts'
import type { Scalar, ValueKind, ValueType } from '../../values/value-type.ts'
import { leftOut, otherwise, type Path } from '../carried.ts'
import { toFeel } from '../feel/cells.ts'
import { writeFeel } from '../feel/literal.ts'
import { writePolicy } from './policies.ts'
import type { TableNode } from './table.ts'

export interface ExportedDmn {
  /** The text of the file. */
  readonly xml: string
  readonly problems: readonly Problem[]
}

type Element = Readonly<Record<string, unknown>>

/** What DMN calls each kind; the units are types of the file's own, which rest on numbers. */
const TYPES: Record<ValueKind, string> = {
  money: 'money',
  percent: 'percent',
  days: 'days',
  count: 'count',
  date: 'date',
  flag: 'boolean',
  class: 'string',
}

const COUNT: ValueType = { kind: 'count' }

const UNITS = ['money', 'percent', 'days', 'count'] as const

/**
 * Decision tables of a playbook as a DMN 1.5 file: a decision for each table, input data for each fact it reads. Where
 * DMN decides otherwise on null than the table on a missing figure, a cell is written another way that says the same.
 * @param ids The tables wanted; all of them, when not said.
 * @param locale The language of the labels: DMN has room for one.
 */
export function exportDmn(playbook: Playbook, locale: Locale, ids?: readonly string[]): ExportedDmn {
  return new DmnExport(playbook, locale).of(ids)
}

class DmnExport {
  readonly #playbook: Playbook
  readonly #locale: Locale
  readonly #names: ReturnType<typeof namesOf>
  readonly #problems: Problem[] = []
  /** Figures that come from outside the file, with what DMN calls them. */
  readonly #given = new Map<string, ValueType>()
  readonly #written = new Set<string>()

  constructor(playbook: Playbook, locale: Locale) {
    this.#playbook = playbook
    this.#locale = locale
    this.#names = namesOf(playbook)
  }

  of(ids?: readonly string[]): ExportedDmn {
    const tables = this.#playbook.nodes.flatMap((node, at) =>
      node.kind === 'table' && (!ids || ids.includes(node.id)) ? [{ node, path: ['nodes', at] }] : [],
    )
    for (const { node } of tables) this.#written.add(node.id)
    const decisions = tables.map(({ node, path }) => this.#decision(node, path))
    const inputs = [...this.#given].map(([name, type]) => ({
      '@id': `input_${name}`,
      '@name': name,
      variable: { '@name': name, '@typeRef': TYPES[type.kind] },
    }))
    const units = UNITS.map((unit) => ({ '@name': unit, typeRef: 'number' }))
    const builder = new XMLBuilder({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      format: true,
      suppressEmptyNode: true,
    })
    const xml = builder.build({
      '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
      definitions: {
        '@xmlns': 'https://www.omg.org/spec/DMN/20230324/MODEL/',
        '@id': this.#playbook.id,
        '@name': this.#text(this.#playbook.name, []),
        '@namespace': `urn:branch-playbook:${this.#playbook.id}`,
        itemDefinition: units,
        inputData: inputs,
        decision: decisions,
      },
    })
    return { xml: String(xml), problems: firstProblems(this.#problems) }
  }

  #decision(node: TableNode, path: Path): Element {
    const { hitPolicy, aggregation } = writePolicy(node)
    const type = this.#names.value(node.id)?.type
    return {
      '@id': node.id,
      '@name': node.id,
      '@label': this.#text(node.name, [...path, 'name']),
      variable: { '@name': node.id, ...(type && { '@typeRef': TYPES[type.kind] }) },
      informationRequirement: [...new Set(node.inputs.map(({ of }) => of))].map((of) =>
        this.#requirement(of, path),
      ),
      decisionTable: {
        '@hitPolicy': hitPolicy,
        ...(aggregation && { '@aggregation': aggregation }),
        input: node.inputs.map(({ of, label }, at) => this.#input(of, label, [...path, 'inputs', at])),
        output: node.outputs.map((output, at) => this.#output(node, output, at, path)),
        annotation: [{ '@name': 'note' }],
        rule: node.rows.map((row, at) => this.#rule(node, row, [...path, 'rows', at])),
      },
    }
  }

  #requirement(of: string, path: Path): Element {
    const { node } = splitReference(of)
    if (this.#written.has(node)) return { requiredDecision: { '@href': `#${node}` } }
    const type = this.#names.value(of)?.type
    if (type) this.#given.set(of, type)
    if (!this.#names.facts.has(of)) this.#problems.push(otherwise([...path, 'inputs'], 'supplied', of))
    return { requiredInput: { '@href': `#input_${of}` } }
  }

  #input(of: string, label: Bilingual | undefined, path: Path): Element {
    const type = this.#names.value(of)?.type
    if (!type) this.#problems.push(leftOut([...path, 'of'], 'figure', of))
    return {
      ...(label && { '@label': this.#text(label, [...path, 'label']) }),
      inputExpression: { '@typeRef': TYPES[type?.kind ?? 'count'], text: of },
      ...(type?.kind === 'class' && {
        inputValues: { text: type.values.map((each) => writeFeel(each, false)).join(', ') },
      }),
    }
  }

  #output(node: TableNode, output: TableNode['outputs'][number], at: number, path: Path): Element {
    const type = typeOfOutput(node, at)
    const isDay = type.kind === 'date'
    const listed =
      output.values ?? (type.kind === 'class' && output.type === 'class' ? type.values : undefined)
    return {
      '@name': output.id,
      ...(output.label && { '@label': this.#text(output.label, [...path, 'outputs', at, 'label']) }),
      '@typeRef': TYPES[type.kind],
      ...(listed && { outputValues: { text: listed.map((each) => writeFeel(each, isDay)).join(', ') } }),
      ...(output.otherwise !== undefined && {
        defaultOutputEntry: { text: writeFeel(output.otherwise, isDay) },
      }),
    }
  }

  #rule(node: TableNode, row: TableNode['rows'][number], path: Path): Element {
    return {
      ...(row.id !== undefined && { '@id': `${node.id}.${row.id}` }),
      inputEntry: node.inputs.map((_, at) => ({
        text: this.#cell(node, row.when[at] ?? '-', at, [...path, 'when', at]),
      })),
      outputEntry: node.outputs.map((_, at) => ({ text: this.#value(node, row.then[at], at) })),
      annotationEntry: [{ text: row.note ? this.#text(row.note, [...path, 'note']) : '' }],
    }
  }

  #cell({ inputs }: TableNode, written: string, at: number, path: Path): string {
    const input = inputs[at]
    const { type, mayBeMissing } = this.#names.value(input?.of ?? '') ?? { type: COUNT, mayBeMissing: false }
    const parsed = parseUnary(written, type, mayBeMissing)
    const cell = parsed.ok ? toFeel(parsed.test, type, mayBeMissing, input?.ifMissing === 'holds') : null
    if (cell !== null) return cell
    this.#problems.push(leftOut(path, 'expression', written))
    return '-'
  }

  #value(node: TableNode, value: Scalar | undefined, at: number): string {
    return value === undefined ? '' : writeFeel(value, typeOfOutput(node, at).kind === 'date')
  }

  /** A text in the language of the file, without what XML cannot hold. */
  #text(text: Bilingual, path: Path): string {
    if (text['zh-CN'] !== text.en) {
      const isKnown = this.#problems.some(({ values }) => values.reason === 'one_language')
      if (!isKnown) this.#problems.push(otherwise(path, 'one_language', text[this.#locale]))
    }
    return text[this.#locale].replaceAll(/\p{Cc}/gu, ' ')
  }
}
