import { isMessageKey, message, type Playbook } from '@branch-playbook/engine'
import type { Edit } from '../document/history.ts'
import { blankNode } from './blank-node.ts'
import { withMissingDecided } from './decide-missing.ts'
import { edited } from './edited.ts'
import { takenNames, titlesBeside, uniqueName } from './unique.ts'

interface Place {
  readonly x: number
  readonly y: number
}

/** What makes a node, and the id that it has then; no edits for a kind that there is not. */
interface Added {
  readonly edits: readonly Edit[]
  readonly id: string
}

/**
 * Adds a node of a kind at the end of the playbook, at a place of the canvas or where the automatic layout puts it.
 * It is as right as can be guessed: it refers to what most likely is meant, and decides what must be decided.
 */
export function addNode(playbook: Playbook, kind: string, at?: Place, today = dayOf(new Date())): Added {
  const id = uniqueName(kind, takenNames(playbook))
  const titled = titlesBeside(playbook.nodes.map(({ name }) => name))
  const node = blankNode(playbook, { id, kind, name: titled(titleOf(kind)) }, today)
  if (!node) return { edits: [], id }
  const whole = edited(playbook, [{ path: ['nodes'], value: [...playbook.nodes, node] }])
  const { nodes } = withMissingDecided(whole, id)
  const layout = at ? [{ path: ['layout', id], value: { x: Math.round(at.x), y: Math.round(at.y) } }] : []
  return { edits: [{ path: ['nodes'], value: nodes }, ...layout], id }
}

/** What the engine calls the kind. */
function titleOf(kind: string) {
  const key = `node.${kind}`
  const name = (locale: 'en' | 'zh-CN') => (isMessageKey(key) ? message(locale, key) : kind)
  const en = name('en')
  return { 'zh-CN': name('zh-CN'), en: `${en.slice(0, 1).toUpperCase()}${en.slice(1)}` }
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10)
