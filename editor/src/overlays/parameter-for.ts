import { openedBy, type Parameter, type Playbook, type PlaybookNode } from '@branch-playbook/engine'
import { uniqueName } from '../composition/unique.ts'

const MOST_CHARACTERS = 60

/** A parameter that opens a number of a node, with guardrails about as far below it as above; null for no number. */
export function parameterFor(
  playbook: Playbook,
  node: PlaybookNode,
  field: string,
  label: string,
): Parameter | null {
  const id = freeId(playbook, `${node.id}${field}`)
  const named = { 'zh-CN': `${node.name['zh-CN']} ${label}`, en: `${node.name.en} ${label}` }
  const bare = { id, name: named, node: node.id, field, min: 0, max: 0 }
  const opened = openedBy(playbook, bare)
  return opened && { ...bare, ...around(opened.value) }
}

/** Half as much to half as much again, in whole numbers where the number is one. */
function around(value: number): Pick<Parameter, 'min' | 'max'> {
  const far = Math.abs(value) / 2
  const [min, max] = [value - far, value + far]
  if (!Number.isInteger(value)) return { min, max }
  return { min: Math.ceil(min), max: Math.max(Math.floor(max), Math.ceil(min) + 1) }
}

function freeId({ parameters = [] }: Playbook, wanted: string): string {
  const base = wanted
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .replace(/_+$/, '')
    .slice(0, MOST_CHARACTERS)
  return uniqueName(base, new Set(parameters.map(({ id }) => id)))
}
