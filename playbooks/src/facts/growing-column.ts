import { type Column, newColumn, type ValueType } from '@branch-playbook/engine'

const FIRST_CAPACITY = 1024

/** A column whose length is not known before its last value. */
export class GrowingColumn {
  readonly #type: ValueType
  #values: Column
  #count = 0

  constructor(type: ValueType) {
    this.#type = type
    this.#values = newColumn(type, FIRST_CAPACITY)
  }

  push(value: number): void {
    if (this.#count === this.#values.length) {
      const longer = newColumn(this.#type, 2 * this.#values.length)
      longer.set(this.#values)
      this.#values = longer
    }
    this.#values[this.#count] = value
    this.#count += 1
  }

  /** The values so far. */
  get values(): Column {
    return this.#values.subarray(0, this.#count)
  }
}
