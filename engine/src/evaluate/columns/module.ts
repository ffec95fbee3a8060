import { type Bytes, functionOf, moduleOf } from './wasm.ts'

const MOST_KEPT = 64
const modules = new Map<string, WebAssembly.Module>()
const decoder = new TextDecoder('latin1')

/** Playbooks that differ only in their numbers have the same code: it is compiled once and stays warm. */
export function moduleFor(pieces: readonly Bytes[]): WebAssembly.Module {
  const bytes = moduleOf(pieces)
  // Different bytes are different letters of this encoding, so that the text stands for the code.
  const key = decoder.decode(bytes)
  const known = modules.get(key)
  if (known) return known
  const made = new WebAssembly.Module(bytes)
  modules.set(key, made)
  const [oldest] = modules.keys()
  if (modules.size > MOST_KEPT && oldest !== undefined) modules.delete(oldest)
  return made
}

let allowed: boolean | undefined

/** Whether code may be generated here: a content security policy may forbid it, a machine may lack vectors. */
export function mayGenerate(): boolean {
  if (allowed === undefined) {
    try {
      allowed = new WebAssembly.Module(moduleOf([functionOf(1, 1, [])])) instanceof WebAssembly.Module
    } catch {
      allowed = false
    }
  }
  return allowed
}
