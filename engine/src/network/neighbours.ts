const bits = new DataView(new ArrayBuffer(8))

/** The least double that is more than `value`; infinite stays infinite. */
export function above(value: number): number {
  if (!Number.isFinite(value)) return value === -Infinity ? -Number.MAX_VALUE : value
  if (value === 0) return Number.MIN_VALUE
  bits.setFloat64(0, value)
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? 1n : -1n))
  return bits.getFloat64(0)
}

/** The greatest double that is less than `value`; infinite stays infinite. */
export const below = (value: number): number => -above(-value)
