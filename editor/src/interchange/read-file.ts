import {
  type Bilingual,
  namesOf,
  type Playbook,
  type Problem,
  parsePlaybook,
  parseText,
  plan,
  problem,
} from '@branch-playbook/engine'
import {
  type Imported,
  type Into,
  importDmn,
  importRules,
  importXlsx,
} from '@branch-playbook/engine/interchange'
import { z } from 'zod'
import { withValue } from '../document/path.ts'
import { type Arrival, arrivalEdits } from './arrival.ts'

export interface ReadRequest {
  readonly name: string
  readonly bytes: Uint8Array
  /** Into which it is read. */
  readonly playbook: Playbook
  /** Whether a table or rule may take the place of one of the same id; else it gets another id. */
  readonly replacing: boolean
}

export interface ReadFile {
  readonly arrival: Arrival
  /** What the playbook would say of itself with it. */
  readonly after: readonly Problem[]
  /** What its nodes would be called, in their order: problems say where they are by place. */
  readonly names: readonly Bilingual[]
}

/** What the server keeps of a playbook, in characters of JSON; a file with an indented line for each value has twice. */
const MOST_KEPT = 4 * 1024 * 1024
const MOST_WRITTEN = 2 * MOST_KEPT

/** Reads a file into the playbook that is open, without changing this. Never throws for what is in the file. */
export async function readFile(request: ReadRequest): Promise<ReadFile> {
  const arrival = await read(request)
  if (arrival.is === 'refused') return { arrival, after: [], names: [] }
  const after = arrivalEdits(request.playbook, arrival).reduce<unknown>(
    (document, { path, value }) => withValue(document, path, value),
    request.playbook,
  )
  const characters = JSON.stringify(after).length
  if (characters > MOST_KEPT)
    return {
      arrival: refused(problem('too_large', [], { characters, most: MOST_KEPT })),
      after: [],
      names: [],
    }
  const parsed = parsePlaybook(after)
  if (!parsed.ok) return { arrival, after: parsed.problems, names: [] }
  return { arrival, after: plan(parsed.value).problems, names: parsed.value.nodes.map(({ name }) => name) }
}

async function read({ name, bytes, playbook, replacing }: ReadRequest): Promise<Arrival> {
  const taken = playbook.nodes.filter(({ kind }) => !replacing || !REPLACED.has(kind)).map(({ id }) => id)
  const into: Into = { facts: playbook.facts, known: namesOf(playbook), taken }
  const ending = name.slice(name.lastIndexOf('.')).toLowerCase()
  switch (ending) {
    case '.xlsx':
      return parts(await importXlsx(bytes, into))
    case '.dmn':
    case '.xml':
    case '.json': {
      const text = textOf(bytes)
      if (text === null) return refused(problem('not_text', []))
      if (text.length > MOST_WRITTEN)
        return refused(problem('too_large', [], { characters: text.length, most: MOST_WRITTEN }))
      return ending === '.json' ? readJson(text, into) : parts(importDmn(text, into))
    }
    default:
      return refused(problem('unknown_kind_of_file', [], { file: name, kinds: '.json, .xlsx, .dmn, .xml' }))
  }
}

/** The kinds of nodes that other programs hold as well. */
const REPLACED: ReadonlySet<string> = new Set(['table', 'rule'])

function readJson(text: string, into: Into): Arrival {
  const document = parseText(z.unknown(), text)
  if (!document.ok) return refused(...document.problems)
  if (isOfRules(document.value)) return parts(importRules(document.value, into))
  const parsed = parsePlaybook(document.value)
  return parsed.ok ? { is: 'playbook', playbook: parsed.value } : refused(...parsed.problems)
}

/** Whether JSON is meant for json-rules-engine: a rule, a list of rules, or rules with shared conditions. */
const isOfRules = (document: unknown): boolean =>
  Array.isArray(document) ||
  (typeof document === 'object' && document !== null && ('rules' in document || 'conditions' in document))

const parts = ({ facts, nodes, problems }: Imported): Arrival =>
  nodes.length === 0 ? refused(...problems) : { is: 'parts', facts, nodes, problems }

const refused = (...problems: Problem[]): Arrival => ({ is: 'refused', problems })

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
