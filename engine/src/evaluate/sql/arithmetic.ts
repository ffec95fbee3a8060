import { type RawBuilder, sql } from 'kysely'
import { double } from './figure.ts'

type Double = RawBuilder<number>
type Test = RawBuilder<boolean>

const power = (exponent: number): Double => double(2 ** exponent)
const size = (of: Double): Double => sql<number>`abs(${of})`
const infinity = (isNegative: Test): Double =>
  sql<number>`case when ${isNegative} then ${double(-1 / 0)} else ${double(1 / 0)} end`

/**
 * Arithmetic of IEEE 754 in a database that refuses it: where PostgreSQL reports an overflow or an underflow, or a
 * zero divisor, the result is found another way. The operands are columns: each is written several times. They
 * are first brought near 1 by powers of two, which is exact; of a result out of reach it is then known on which
 * side it lies.
 */
export const total = { add, subtract, multiply, divide } as const

function add(left: Double, right: Double): Double {
  return sum(left, right, sql`+`)
}

function subtract(left: Double, right: Double): Double {
  return sum(left, right, sql`-`)
}

function sum(left: Double, right: Double, sign: RawBuilder<unknown>): Double {
  const isHuge = (of: Double): Test =>
    sql<boolean>`${size(of)} between ${power(900)} and ${double(Number.MAX_VALUE)}`
  const half = sql<number>`(${left} * ${double(0.5)} ${sign} ${right} * ${double(0.5)})`
  return sql<number>`case when ${isHuge(left)} and ${isHuge(right)}
    then case when ${size(half)} >= ${power(1023)} then ${infinity(sql`${left} < 0`)} else ${left} ${sign} ${right} end
    else ${left} ${sign} ${right} end`
}

function multiply(left: Double, right: Double): Double {
  const product = sql<number>`${left} * ${right}`
  const scaled = (by: number): Double =>
    sql<number>`(${size(left)} * ${power(by)}) * (${size(right)} * ${power(by)})`
  return sql<number>`case
    when ${size(left)} > 1 and ${size(right)} > 1 then
      case when ${scaled(-512)} >= 1 then ${oppositeSigns(left, right)} else ${product} end
    when ${size(left)} < 1 and ${size(right)} < 1 then
      case when ${size(left)} < ${power(-538)} and ${size(right)} < ${power(-538)} then ${double(0)}
        when ${scaled(500)} <= ${power(-75)} then ${double(0)} else ${product} end
    else ${product} end`
}

/** A zero divisor gives nothing: the plan sees to it that the result of such a division does not count. */
function divide(left: Double, right: Double): Double {
  const quotient = sql<number>`${left} / ${right}`
  return sql<number>`case
    when ${right} = 0 then null
    when ${size(right)} < 1 and ${size(left)} > ${power(-52)} then
      case when ${size(left)} * ${power(-512)} >= ${size(right)} * ${power(512)} then ${oppositeSigns(left, right)}
        else ${quotient} end
    when ${size(right)} > 1 and ${size(left)} < ${power(-51)} then
      case when ${size(left)} * ${power(512)} <= ${size(right)} * ${power(-563)} then ${double(0)}
        else ${quotient} end
    else ${quotient} end`
}

const oppositeSigns = (left: Double, right: Double): Double => infinity(sql`(${left} < 0) <> (${right} < 0)`)
