import { defineKind } from '../kind.ts'
import { checkTable } from './check.ts'
import { examineTable, hasClash } from './examine.ts'
import { explainTable } from './explain.ts'
import { outcomeOf, outputMayBeMissing, partsOf } from './figures.ts'
import { listOf, lowerTable } from './lower.ts'
import { typeOfOutput, yieldOf } from './outputs.ts'
import { placeOfRow } from './place.ts'
import { tableSchema } from './schema.ts'
import { tellTable } from './tell.ts'

/** A decision table: rows of tests, what each row gives, and a hit policy for when several apply. */
export const table = defineKind('table', tableSchema, {
  outcome: outcomeOf,
  mayBeMissing: (node, scope) => outputMayBeMissing(node, 0, scope),
  parts: partsOf,
  list: listOf,
  members: (node) => (yieldOf(node) === 'list' ? typeOfOutput(node, 0) : null),
  check: checkTable,
  lower: lowerTable,
  isAtOdds: hasClash,
  examine: examineTable,
  place: placeOfRow,
  tell: tellTable,
  explain: explainTable,
})
