import type { Claim, Playbook, PlaybookNode } from '@branch-playbook/engine'
import type { TextKey } from '../locale/text.ts'

/** The sentences in which claims are written, the most wanted first. */
export const SENTENCES = ['never_above', 'never_listed', 'never_lowers', 'always'] as const
export type Sentence = (typeof SENTENCES)[number]

/** What every sentence says when it is new, as far as the playbook lets one guess; null when it has no such thing. */
export function newClaim(sentence: Sentence, playbook: Playbook): Claim | null {
  switch (sentence) {
    case 'never_above': {
      const gate = gatesIn(playbook)[0]
      return gate ? neverAbove(playbook, gate.id) : null
    }
    case 'never_listed': {
      const list = playbook.nodes.find(({ kind }) => kind === 'arbitration')
      const wish = doNotContact(playbook)
      if (!list || wish === null) return null
      return { kind: 'always', when: isTrue(playbook, wish), then: unlisted(list.id) }
    }
    case 'never_lowers': {
      const tier = playbook.nodes.find((node) => node.kind === 'tier')
      return tier?.kind === 'tier' ? { kind: 'monotone', more: tier.of, neverLowers: tier.id } : null
    }
    case 'always': {
      const wish = doNotContact(playbook)
      return wish === null ? null : { kind: 'always', then: isTrue(playbook, wish) }
    }
  }
}

/** In which sentence a claim is shown. */
export function sentenceOf(claim: Claim, playbook: Playbook): Sentence {
  if (claim.kind === 'monotone') return 'never_lowers'
  const same = (other: unknown) => JSON.stringify(other) === JSON.stringify(claim.then)
  if (!claim.when && gatesIn(playbook).some(({ id }) => same(neverAbove(playbook, id).then)))
    return 'never_above'
  const lists = playbook.nodes.filter(({ kind }) => kind === 'arbitration')
  return claim.when && lists.some(({ id }) => same(unlisted(id))) ? 'never_listed' : 'always'
}

/** What a new claim of a sentence is called, in both languages. */
export const SENTENCE_NAMES = {
  never_above: 'claims.name.never_above',
  never_listed: 'claims.name.never_listed',
  never_lowers: 'claims.name.never_lowers',
  always: 'claims.name.always',
} as const satisfies Record<Sentence, TextKey>

type Always = Extract<Claim, { kind: 'always' }>
type Condition = Always['then']
type Suitability = Extract<PlaybookNode, { kind: 'suitability' }>

/** Whom nobody calls: either forbidden, or without any reason to be called. */
const unlisted = (list: string): Condition => ({ of: list, is: 'among', values: ['blocked', 'none'] })

const mayBeMissing = ({ facts }: Playbook, name: string): boolean =>
  facts.some((fact) => fact.name === name && fact.missing === 'possible')

/** That a flag is set; whose wish is not known counts as if he had it. */
const isTrue = (playbook: Playbook, of: string): Condition => ({
  of,
  is: 'equal',
  value: true,
  ...(mayBeMissing(playbook, of) && { ifMissing: true }),
})

/** The fact that says that a customer wants no contact; else any flag. */
function doNotContact({ nodes, facts }: Playbook): string | null {
  const policy = nodes.find((node) => node.kind === 'contact_policy')
  if (policy?.kind === 'contact_policy') return policy.doNotContact
  return facts.find(({ type }) => type === 'flag')?.name ?? null
}

/** The gates by whose fact a product above the customer's class can be told. */
export const gatesIn = (playbook: Playbook): readonly Suitability[] =>
  playbook.nodes.flatMap((node) =>
    node.kind === 'suitability' && limitsOf(playbook, node).length > 0 ? [node] : [],
  )

const LEVELS = ['R1', 'R2', 'R3', 'R4', 'R5'] as const

/** How much risk the convention lets each class of a gate take: C3 as much as R3. */
function limitsOf({ facts }: Playbook, { riskClass }: Suitability): { name: string; most: number }[] {
  const fact = facts.find(({ name }) => name === riskClass)
  const values: readonly string[] = fact?.type === 'class' ? fact.values : []
  return values.flatMap((name) => {
    const level = Number(/^C([1-5])/.exec(name)?.[1])
    return level < LEVELS.length ? [{ name, most: level }] : []
  })
}

/**
 * That nobody is offered a product above his class, whatever the gate admits: neither does the gate let it through,
 * nor does a node behind it lead with it.
 */
export function neverAbove(playbook: Playbook, gateId: string): Always {
  const gate = gatesIn(playbook).find(({ id }) => id === gateId)
  if (!gate) return { kind: 'always', then: { all: [] } }
  const offers = playbook.nodes.flatMap((node) =>
    node.kind === 'affinity' && node.suitability === gateId
      ? [{ id: node.id, products: new Set(node.rules.map(({ offer }) => offer)) }]
      : [],
  )
  const all = limitsOf(playbook, gate).map(({ name, most }): Condition => {
    const above = gate.products.filter(({ risk }) => LEVELS.indexOf(risk) >= most).map(({ id }) => id)
    const other: Condition = {
      of: gate.riskClass,
      is: 'not_equal',
      value: name,
      ...(mayBeMissing(playbook, gate.riskClass) && { ifMissing: true }),
    }
    const leads = offers.flatMap(({ id, products }): Condition[] => {
      const values = above.filter((product) => products.has(product))
      return values.length > 0 ? [{ of: id, is: 'not_among', values }] : []
    })
    const admits: Condition = { of: gateId, is: 'not_among', values: LEVELS.slice(most) }
    return { any: [other, leads.length > 0 ? { all: [admits, ...leads] } : admits] }
  })
  return { kind: 'always', then: { all } }
}
