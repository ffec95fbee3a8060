import type { Bilingual, Playbook } from '@branch-playbook/engine'

/** As long as the name of a fact or a node may be. */
const MOST_CHARACTERS = 64

/** A name that is not taken: as wished, or with the first number after it that makes it one. */
export function uniqueName(wished: string, taken: { has(name: string): boolean }): string {
  if (!taken.has(wished)) return wished
  const stem = wished.replace(/_\d+$/, '')
  for (let number = 2; ; number += 1) {
    const end = `_${number}`
    const name = `${stem.slice(0, MOST_CHARACTERS - end.length)}${end}`
    if (!taken.has(name)) return name
  }
}

/** Everything that a reference could lead to: facts and nodes share one set of names. */
export const takenNames = ({ facts, nodes }: Playbook): Set<string> =>
  new Set([...facts.map(({ name }) => name), ...nodes.map(({ id }) => id)])

/** What people call something, told apart by a number from what is called so already. */
export function uniqueTitle(wished: Bilingual, taken: readonly Bilingual[]): Bilingual {
  const isTaken = (title: Bilingual) =>
    taken.some((each) => each.en === title.en || each['zh-CN'] === title['zh-CN'])
  if (!isTaken(wished)) return wished
  for (let number = 2; ; number += 1) {
    const title = { 'zh-CN': `${stem(wished['zh-CN'])} ${number}`, en: `${stem(wished.en)} ${number}` }
    if (!isTaken(title)) return title
  }
}

const stem = (title: string): string => title.replace(/ \d+$/, '')
