import { type RawBuilder, sql } from 'kysely'
import type { Comparison, Condition, Operand } from '../../expression/expression.ts'
import { encode } from '../../population/column.ts'
import type { Operands } from './operands.ts'

/** A condition as SQL: true or false; or NULL, which counts as false. */
export interface Test {
  readonly sql: RawBuilder<boolean>
  readonly mayBeNull: boolean
}

const SIGNS: Record<Comparison, RawBuilder<unknown>> = {
  equal: sql`=`,
  not_equal: sql`<>`,
  less: sql`<`,
  at_most: sql`<=`,
  more: sql`>`,
  at_least: sql`>=`,
}

const constantly = (holds: boolean): Test => ({ sql: sql<boolean>`${sql.lit(holds)}`, mayBeNull: false })

/**
 * A condition of the plan as SQL. The plan's conditions are either true or false, so what SQL leaves undecided is
 * decided as the plan has it: a missing figure equals nothing, is among nothing, and comes neither before nor after
 * another.
 */
export function writeCondition(condition: Condition, operands: Operands): Test {
  switch (condition.test) {
    // All and any of conditions do not turn them round: an undecided one counts as false in them, and above them too.
    case 'all':
    case 'any': {
      const tests = condition.of.map((each) => writeCondition(each, operands))
      const by = condition.test === 'all' ? sql` and ` : sql` or `
      const joined = sql<boolean>`(${sql.join(
        tests.map(({ sql }) => sql),
        by,
      )})`
      return { sql: joined, mayBeNull: tests.some(({ mayBeNull }) => mayBeNull) }
    }
    case 'not': {
      const { sql: test, mayBeNull } = writeCondition(condition.of, operands)
      return { sql: sql<boolean>`(not ${decided(test, mayBeNull, false).sql})`, mayBeNull: false }
    }
    case 'always':
      return constantly(condition.holds)
    case 'missing': {
      const { sql: figure, mayBeNull } = operands.read(condition.of, operands.typeOf(condition.of))
      return mayBeNull ? { sql: sql<boolean>`(${figure} is null)`, mayBeNull: false } : constantly(false)
    }
    case 'among':
      return among(condition.of, condition.values, operands)
    case 'compare':
      return compare(condition.left, condition.is, condition.right, operands)
  }
}

function among(of: Operand, values: readonly string[], operands: Operands): Test {
  const type = operands.typeOf(of)
  const codes =
    type?.kind === 'class' ? values.map((value) => encode(type, value)).filter((code) => code > 0) : []
  if (codes.length === 0) return constantly(false)
  const { sql: figure, mayBeNull } = operands.read(of, type)
  const test = sql<boolean>`(${figure} in (${sql.join(codes.map((code) => sql.lit(code)))}))`
  return decided(test, mayBeNull, false)
}

function compare(left: Operand, is: Comparison, right: Operand, operands: Operands): Test {
  const type = operands.typeOf(left) ?? operands.typeOf(right)
  const [one, other] = [operands.read(left, type), operands.read(right, type)]
  const isTrue = one.form === 'flag' && is === 'equal' && right.op === 'constant' && right.value === true
  if (isTrue) return decided(sql<boolean>`${one.sql}`, one.mayBeNull, false)
  const [first, second] = operands.alike(one, other)
  const isSameness = is === 'equal' || is === 'not_equal'
  if (isSameness && one.mayBeNull && other.mayBeNull) {
    const sign = is === 'equal' ? sql`is not distinct from` : sql`is distinct from`
    return { sql: sql<boolean>`(${first} ${sign} ${second})`, mayBeNull: false }
  }
  const test = sql<boolean>`(${first} ${SIGNS[is]} ${second})`
  const mayBeNull = one.mayBeNull || other.mayBeNull
  return isSameness ? decided(test, mayBeNull, is === 'not_equal') : { sql: test, mayBeNull }
}

/** A test whose undecided case is decided. */
const decided = (test: RawBuilder<boolean>, mayBeNull: boolean, otherwise: boolean): Test => ({
  sql: mayBeNull ? sql<boolean>`coalesce(${test}, ${sql.lit(otherwise)})` : test,
  mayBeNull: false,
})
