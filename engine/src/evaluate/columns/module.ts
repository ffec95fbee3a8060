import { COUNTER, LANES, type Lane } from './lanes.ts'
import type { Program } from './program.ts'
import { type Code, getLocal, I32, integer, moduleOf, repeat, setLocal } from './wasm.ts'

const MOST_KEPT = 64
const modules = new Map<string, WebAssembly.Module>()
const decoder = new TextDecoder('latin1')

/** Playbooks that differ only in their numbers have the same code: it is compiled once and stays warm. */
export function moduleFor({ pieces }: Program): WebAssembly.Module {
  const bytes = moduleOf(
    pieces.map((lane) => ({ integers: lane.integers32, vectors: lane.vectors, body: bodyOf(lane) })),
  )
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

/** A loop over the customers of a block. */
function bodyOf({ prelude, body }: Lane): Code {
  const next: Code = setLocal(COUNTER, [...getLocal(COUNTER), ...integer(LANES), ...I32.add])
  const more: Code = [...getLocal(COUNTER), ...getLocal(0), ...I32.less]
  return [...prelude, ...repeat([...body, ...next], more)]
}

let allowed: boolean | undefined

/** Whether code may be generated here: a content security policy may forbid it, a machine may lack vectors. */
export function mayGenerate(): boolean {
  if (allowed === undefined) {
    try {
      allowed =
        new WebAssembly.Module(moduleOf([{ integers: 1, vectors: 1, body: [] }])) instanceof
        WebAssembly.Module
    } catch {
      allowed = false
    }
  }
  return allowed
}
