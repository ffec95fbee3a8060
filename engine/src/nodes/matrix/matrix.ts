import { z } from 'zod'
import type { LookupKey } from '../../expression/expression.ts'
import { admits } from '../../region/region.ts'
import { bilingual, choiceOf, identifier, recordBy, valueReference } from '../../values/fields.ts'
import { defineKind, nodeBase, part, type Scope } from '../kind.ts'
import { checkLearned, learnedSchema, likelihood } from '../propensity.ts'
import { tellMatrix } from './tell.ts'

const strategy = z.strictObject({
  id: identifier(),
  name: bilingual(),
  /** What the adviser may say, in the order he may say it. */
  talkingPoints: z.strictObject({ 'zh-CN': z.array(z.string()), en: z.array(z.string()) }),
  /** How likely a contact under this strategy is worth its time; a factor of the daily list's score. */
  propensity: likelihood(),
  /** What that was learned from; a judgement when left out. */
  learned: learnedSchema.optional(),
})

const strategyId = choiceOf('strategies', 'id')

const schema = nodeBase('matrix').extend({
  rows: valueReference(['class']),
  columns: valueReference(['class']),
  strategies: z.array(strategy).min(1).max(100),
  cells: recordBy('rows', recordBy('columns', strategyId)),
  ifMissing: strategyId.optional(),
})

export type Matrix = z.infer<typeof schema>

/** Two classes decide a strategy: contribution by turnover. */
export const matrix = defineKind('matrix', schema, {
  outcome: ({ strategies }) => ({ kind: 'class', values: strategies.map(({ id }) => id) }),

  parts: () => ({ propensity: { type: { kind: 'percent' }, mayBeMissing: false } }),

  check(node, scope, report) {
    const ids = node.strategies.map(({ id }) => id)
    ids.forEach((id, at) => {
      if (ids.indexOf(id) < at) report('duplicate_strategy', ['strategies', at, 'id'], { strategy: id })
    })
    node.strategies.forEach(({ learned }, at) => {
      checkLearned(learned, ['strategies', at, 'learned'], report)
    })
    const used = new Set(Object.values(node.cells).flatMap((row) => Object.values(row)))
    if (node.ifMissing !== undefined) used.add(node.ifMissing)
    ids.forEach((id, at) => {
      if (!used.has(id)) report('unused_strategy', ['strategies', at], { strategy: id })
    })
    for (const field of ['rows', 'columns'] as const) {
      if (scope.value(node[field])?.mayBeMissing && node.ifMissing === undefined) {
        const choices = node.strategies.map(({ id }) => id).join(', ')
        report('missing_undecided', [], { reference: node[field], field: 'ifMissing', choices })
      }
    }
  },

  lower(node, scope) {
    const rows = domain(scope, node.rows)
    const columns = domain(scope, node.columns)
    const fallback = node.ifMissing ?? node.strategies[0]?.id ?? ''
    const keys: LookupKey[] = [
      { of: scope.value(node.rows).operand, domain: rows },
      { of: scope.value(node.columns).operand, domain: columns },
    ]
    const results = rows.flatMap((row) =>
      columns.map((column) =>
        row === null || column === null ? fallback : (node.cells[row]?.[column] ?? fallback),
      ),
    )
    const ids = node.strategies.map(({ id }) => id)
    return [
      {
        name: node.id,
        node: node.id,
        type: { kind: 'class', values: ids },
        expression: { op: 'lookup', keys, results },
        output: true,
      },
      {
        name: part(node.id, 'propensity'),
        node: node.id,
        type: { kind: 'percent' },
        expression: {
          op: 'lookup',
          keys: [{ of: { op: 'step', name: node.id }, domain: [null, ...ids] }],
          results: [0, ...node.strategies.map(({ propensity }) => propensity)],
        },
        output: false,
      },
    ]
  },

  examine(node, insight, find) {
    for (const field of ['rows', 'columns'] as const) {
      const { type } = insight.value(node[field])
      const possible = insight.possible(node[field])
      for (const value of type.kind === 'class' ? type.values : []) {
        if (admits(possible, value)) continue
        const path = field === 'rows' ? ['cells', value] : ['columns']
        find('cell_unreachable', path, { reference: node[field], value })
      }
    }
  },

  place({ id, ifMissing }, { step, by, keys }) {
    const [row, column] = keys
    if (step !== id || by !== 'cell') return null
    if (typeof row === 'string' && typeof column === 'string') return { path: ['cells', row, column] }
    return ifMissing === undefined ? null : { path: ['ifMissing'] }
  },

  tell: tellMatrix,

  explain(node, view) {
    const outcome = view.figure(node.id)
    const chosen = node.strategies.find(({ id }) => id === outcome.value)
    return [
      {
        node: node.id,
        code: 'strategy',
        figures: {
          name: { kind: 'text', value: node.id, name: node.name },
          strategy: { ...outcome, ...(chosen && { name: chosen.name }) },
          rowName: { kind: 'text', value: node.rows, name: view.nameOf(node.rows) },
          row: view.figure(node.rows),
          columnName: { kind: 'text', value: node.columns, name: view.nameOf(node.columns) },
          column: view.figure(node.columns),
        },
      },
    ]
  },
})

function domain(scope: Pick<Scope, 'value'>, reference: string): (string | null)[] {
  const type = scope.value(reference)?.type
  return type?.kind === 'class' ? [null, ...type.values] : [null]
}
