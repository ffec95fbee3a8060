import { setFlagsFromString } from 'node:v8'

/**
 * Lets the heap grow to five times what it holds before it is looked through for what is not needed any more. Half as
 * much again is what V8 takes for a heap of this size; then it looks through all of it every other second, for 20 to 40
 * ms of everybody's time. Must be called before there is much on the heap.
 */
export function letHeapGrow(): void {
  setFlagsFromString('--heap-growing-percent=400')
}
