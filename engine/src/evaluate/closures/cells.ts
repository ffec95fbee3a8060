/** A figure of a block of customers: one number each, or one for all of them. */
export interface Cells {
  readonly numbers: Float64Array
  /** What the place of a customer is masked with: all ones, or 0 where all customers share the first number. */
  readonly mask: number
}

/** Whether a condition holds for each customer of a block: 1 or 0. */
export type Flags = Uint8Array

/** Works something out for the first so many customers of the block. */
export type Work = (count: number) => void

const EACH = -1
const SHARED = 0

/**
 * The arrays that closures work on. Figures that are no longer needed give theirs back, so that a long plan
 * takes little more than its steps.
 */
export class CellStore {
  readonly block: number
  readonly #numbers: Cells[] = []
  readonly #flags: Flags[] = []
  readonly #lent = new Set<Cells | Flags>()
  readonly #constants = new Map<number, Cells>()

  /** For blocks of so many customers. */
  constructor(block: number) {
    this.block = block
  }

  /** Cells that are never given back: of a fact or a step. */
  own(): Cells {
    return { numbers: new Float64Array(this.block), mask: EACH }
  }

  /** One number for all customers, which a run may change. */
  shared(value: number): Cells {
    return { numbers: Float64Array.of(value), mask: SHARED }
  }

  /** A number of the playbook; equal numbers share their cell. */
  constant(value: number): Cells {
    const known = this.#constants.get(value)
    if (known && Object.is(known.numbers[0], value)) return known
    const cells = this.shared(value)
    this.#constants.set(value, cells)
    return cells
  }

  lend(): Cells {
    const cells = this.#numbers.pop() ?? this.own()
    this.#lent.add(cells)
    return cells
  }

  lendFlags(): Flags {
    const flags = this.#flags.pop() ?? new Uint8Array(this.block)
    this.#lent.add(flags)
    return flags
  }

  /** Takes back what was lent; what was not lent stays. */
  giveBack(...lent: readonly (Cells | Flags)[]): void {
    for (const each of lent) {
      if (!this.#lent.delete(each)) continue
      if (each instanceof Uint8Array) this.#flags.push(each)
      else this.#numbers.push(each)
    }
  }

  /** Cells that were lent and now stay. */
  keep(cells: Cells): Cells {
    this.#lent.delete(cells)
    return cells
  }
}
