import { lowerCased } from './letters.ts'

/** Longer runs of letters are looked for by all that they hold. */
const LONGEST_GRAM = 3

/** Every run of one to three letters in a text, upper and lower case alike. */
export function* gramsOf(text: string): Generator<string> {
  const letters = [...lowerCased(text)]
  for (let start = 0; start < letters.length; start += 1) {
    let gram = ''
    for (const letter of letters.slice(start, start + LONGEST_GRAM)) {
      gram += letter
      yield gram
    }
  }
}

/** The runs of three letters that whatever holds a text holds as well; the text itself where it is no longer. */
export function soughtGrams(text: string): ReadonlySet<string> {
  const letters = [...lowerCased(text)]
  if (letters.length <= LONGEST_GRAM) return new Set([letters.join('')])
  return new Set(
    letters.slice(LONGEST_GRAM - 1).map((_, start) => letters.slice(start, start + LONGEST_GRAM).join('')),
  )
}

const BITS = 7
const MORE = 1 << BITS

/** Ascending rows: of each how far it is from the one before, in bytes of seven bits, the lowest first (LEB128). */
export class RowList {
  #bytes = new Uint8Array(8)
  #length = 0
  #last = -1
  #count = 0

  /** Adds a row, none before the last one; that once more is nothing new. */
  add(row: number): void {
    if (row === this.#last) return
    let rest = row - this.#last
    this.#last = row
    this.#count += 1
    while (rest >= MORE) {
      this.#push((rest % MORE) | MORE)
      rest = Math.floor(rest / MORE)
    }
    this.#push(rest)
  }

  get count(): number {
    return this.#count
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#length)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#bytes[this.#length] = byte
    this.#length += 1
  }
}

/** The rows of a list, of which there are `count`. */
export function rowsIn(bytes: Uint8Array, count: number): Int32Array {
  const rows = new Int32Array(count)
  let last = -1
  let [step, place, at] = [0, 1, 0]
  for (const byte of bytes) {
    step += (byte % MORE) * place
    place *= MORE
    if (byte >= MORE) continue
    last += step
    rows[at] = last
    at += 1
    step = 0
    place = 1
  }
  return rows
}

/** The rows that are in both of two ascending lists. */
export function rowsInBoth(left: Int32Array, right: Int32Array): Int32Array {
  let [inLeft, inRight, found] = [0, 0, 0]
  const both = new Int32Array(Math.min(left.length, right.length))
  while (inLeft < left.length && inRight < right.length) {
    const difference = (left[inLeft] ?? 0) - (right[inRight] ?? 0)
    if (difference === 0) {
      both[found] = left[inLeft] ?? 0
      found += 1
    }
    if (difference <= 0) inLeft += 1
    if (difference >= 0) inRight += 1
  }
  return both.subarray(0, found)
}
