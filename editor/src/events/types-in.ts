import type { Bilingual, Playbook } from '@branch-playbook/engine'

/** A type of event that the playbook in force answers to. */
export interface EventType {
  readonly event: string
  /** What the rules are called that answer to it. */
  readonly name: Bilingual
  /** For how many days it is news, by the rule that answers longest. */
  readonly timeToLive: number
}

/** The types that a playbook answers to, each once however many of its rules do. */
export function typesIn({ nodes }: Pick<Playbook, 'nodes'>): EventType[] {
  const answers = nodes.flatMap((node) =>
    node.kind === 'trigger' && node.occurs.by === 'announcement' ? [{ ...node.occurs, name: node.name }] : [],
  )
  return [...Map.groupBy(answers, ({ event }) => event)].map(([event, rules]) => ({
    event,
    name: {
      'zh-CN': rules.map(({ name }) => name['zh-CN']).join('、'),
      en: rules.map(({ name }) => name.en).join(', '),
    },
    timeToLive: Math.max(...rules.map(({ timeToLive }) => timeToLive)),
  }))
}
