import { type Bilingual, type Playbook, playbookSchema } from '@branch-playbook/engine'

/** As long as the name of a fact or a node may be. */
const MOST_CHARACTERS = 64

/** Whether a text has the form of an id: one and the same for facts, nodes and playbooks. */
export const isId = (text: string): boolean => playbookSchema.shape.id.safeParse(text).success

/** A name that is not taken: as wished, or with the first number after it, from two on, that makes it one. */
export function uniqueName(wished: string, taken: { has(name: string): boolean }, from = 2): string {
  if (!taken.has(wished)) return wished
  const stem = wished.replace(/_\d+$/, '')
  for (let number = from; ; number += 1) {
    const end = `_${number}`
    const name = `${stem.slice(0, MOST_CHARACTERS - end.length)}${end}`
    if (!taken.has(name)) return name
  }
}

/** Everything that a reference could lead to: facts and nodes share one set of names. */
export const takenNames = ({ facts, nodes }: Playbook): Set<string> =>
  new Set([...facts.map(({ name }) => name), ...nodes.map(({ id }) => id)])

/**
 * Gives one thing after another a name that neither those before nor what is taken has. How far it has counted is
 * remembered: thousands that wish to be called the same are named without counting from the start each time.
 */
export function namesBeside(taken: Iterable<string>): (wished: string) => string {
  const all = new Set(taken)
  const counted = new Map<string, number>()
  return (wished) => {
    const base = wished.replace(/_\d+$/, '')
    const name = uniqueName(wished, all, counted.get(base))
    all.add(name)
    if (name !== wished) counted.set(base, Number(/\d+$/.exec(name)?.[0]) + 1)
    return name
  }
}

/** The same for what people call something, in both languages at once. */
export function titlesBeside(taken: readonly Bilingual[]): (wished: Bilingual) => Bilingual {
  const [en, zh] = [new Set(taken.map((title) => title.en)), new Set(taken.map((title) => title['zh-CN']))]
  const counted = new Map<string, number>()
  const isTaken = (title: Bilingual) => en.has(title.en) || zh.has(title['zh-CN'])
  return (wished) => {
    const stems = { 'zh-CN': stem(wished['zh-CN']), en: stem(wished.en) }
    const key = JSON.stringify(stems)
    let title = wished
    for (let number = counted.get(key) ?? 2; isTaken(title); number += 1) {
      title = { 'zh-CN': `${stems['zh-CN']} ${number}`, en: `${stems.en} ${number}` }
      counted.set(key, number)
    }
    en.add(title.en)
    zh.add(title['zh-CN'])
    return title
  }
}

const stem = (title: string): string => title.replace(/ \d+$/, '')
