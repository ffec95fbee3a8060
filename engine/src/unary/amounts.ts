/** A number as cells write it; in quotation marks there are none. Two dots are those of an interval. */
const NUMBER = /"(?:[^"\\]|\\.)*"|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|(?<!\.)\.\d+/g

/**
 * A test with every number of it moved by so many decimal places, exactly, and otherwise as it is written: documents
 * hold amounts in the minor unit, and people write them in the major one. What cannot be read as a test is moved too.
 * @param test The text of a cell, such as `[1000..5000)`.
 * @param by 2 makes minor units of major ones in a currency of two decimals, -2 the other way round.
 */
export const shiftedAmounts = (test: string, by: number): string =>
  by === 0
    ? test
    : test.replaceAll(NUMBER, (number) =>
        number.startsWith('"')
          ? number
          : /e/i.test(number)
            ? String(Number(number) * 10 ** by)
            : shiftedDecimal(number, by),
      )

function shiftedDecimal(number: string, by: number): string {
  const [whole = '', fraction = ''] = number.split('.')
  const digits = whole + fraction
  const point = whole.length + by
  const padded = point < 1 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const at = Math.max(1, point)
  // A nought in front that came only with the moving goes with it.
  const front = whole === '0' ? padded.slice(0, at).replace(/^0+(?=\d)/, '') : padded.slice(0, at)
  const back = padded.slice(at).replace(/0+$/, '')
  return back === '' ? front : `${front}.${back}`
}
