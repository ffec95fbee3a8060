/** The texts of rows, in their order. */
export interface TextColumn extends Iterable<string> {
  readonly length: number
  /** Undefined where there is no such row. */
  at(row: number): string | undefined
}

const FIRST_BYTES = 1 << 16

/**
 * Texts in one piece of memory. A million strings are as many objects, which the garbage collector marks again and
 * again while everybody waits; this is one.
 */
export class PackedTexts implements TextColumn {
  /** UTF-8, one text after the other. */
  #bytes = Buffer.alloc(FIRST_BYTES)
  /** Where the text of each row ends. */
  readonly #ends: Uint32Array
  #length = 0

  /** `most` is how many texts will be added. */
  constructor(most: number) {
    this.#ends = new Uint32Array(most)
  }

  static of(texts: readonly string[]): PackedTexts {
    const packed = new PackedTexts(texts.length)
    for (const text of texts) packed.add(text)
    return packed
  }

  get length(): number {
    return this.#length
  }

  /** Adds the text of the next row. */
  add(text: string): void {
    const start = this.#endOf(this.#length - 1)
    const end = start + Buffer.byteLength(text)
    if (end > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(end, 2 * this.#bytes.length))
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#bytes.write(text, start)
    this.#ends[this.#length] = end
    this.#length += 1
  }

  at(row: number): string | undefined {
    if (row < 0 || row >= this.#length) return undefined
    return this.#bytes.toString('utf8', this.#endOf(row - 1), this.#endOf(row))
  }

  *[Symbol.iterator](): Generator<string> {
    for (let row = 0; row < this.#length; row += 1) yield this.at(row) ?? ''
  }

  /** The row of a text, null when there is none. The texts have to be in the order of their bytes. */
  sortedRowOf(text: string): number | null {
    const sought = Buffer.from(text)
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      const order = this.#bytes.compare(
        sought,
        0,
        sought.length,
        this.#endOf(middle - 1),
        this.#endOf(middle),
      )
      if (order === 0) return middle
      if (order < 0) low = middle + 1
      else high = middle
    }
    return null
  }

  #endOf(row: number): number {
    return this.#ends[row] ?? 0
  }
}
