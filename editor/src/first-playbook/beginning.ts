import type { Bilingual, Playbook } from '@branch-playbook/engine'

/** What another playbook starts with: the bank's dictionary of facts alone, or all that a playbook in force has. */
export const STARTS = ['dictionary', 'copy'] as const
export type Start = (typeof STARTS)[number]

/** The first draft of another playbook, made from one that there is. */
export function beginning(from: Playbook, id: string, name: Bilingual, start: Start): Playbook {
  const { description: _description, ...copied } = { ...from, id, name }
  if (start === 'copy') return copied
  const { format, currency, calendar, facts } = copied
  return { format, id, name, currency, calendar, facts, nodes: [], tests: [] }
}

/** A name in both languages: where the English one is left empty, the Chinese one stands for it. */
export const bothNames = (name: Bilingual): Bilingual =>
  name.en.trim() === '' ? { ...name, en: name['zh-CN'] } : name

const LONGEST = 64

/** An id proposed for a name: its letters and digits, as ids have them. Empty when the name has none that fit. */
export const idFor = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, LONGEST)
