import { z } from 'zod'
import {
  all,
  type ChooseRule,
  type Condition,
  choose,
  compare,
  constant,
  fact,
  input,
  isTrue,
  missing,
  not,
  type Step,
  step,
  subtract,
} from '../../expression/expression.ts'
import { AS_OF } from '../../expression/inputs.ts'
import { CHANNELS, type Channel, channel } from '../../values/channel.ts'
import { count, days, factReference } from '../../values/fields.ts'
import { type CheckedScope, defineKind, nodeBase, part } from '../kind.ts'
import { tellContactPolicy } from './tell.ts'

const schema = nodeBase('contact_policy').extend({
  /** The customer's own wish; it beats every rule. Unknown counts as do not contact. */
  doNotContact: factReference(['flag']),
  /**
   * Consent per channel, and whether there is a number or an address to use it; a channel that is not listed
   * needs none. Unknown counts as no.
   */
  consents: z
    .array(
      z.strictObject({
        channel: channel(),
        fact: factReference(['flag']),
        address: factReference(['flag']).optional(),
      }),
    )
    .max(CHANNELS.length),
  /** No more than so many touches in the window that the fact counts. */
  touches: z.strictObject({ fact: factReference(['count']), most: count(1000).min(1) }).optional(),
  /** No contact for so many days after the last one, whatever it was about. */
  quiet: z.strictObject({ lastContact: factReference(['date']), days: days(3650).min(1) }).optional(),
  /** No contact for so many days after a refusal. */
  coolDown: z.strictObject({ lastRefusal: factReference(['date']), days: days(3650).min(1) }).optional(),
})

export type ContactPolicy = z.infer<typeof schema>

/** Why a customer may not be contacted; the first that applies, in this order. */
const PERMISSIONS = [
  'allowed',
  'do_not_contact',
  'do_not_contact_unknown',
  'touches_unknown',
  'touch_limit',
  'quiet_days',
  'cool_down',
  'no_consent',
  'consent_unknown',
  'no_address',
  'address_unknown',
] as const

type Permission = (typeof PERMISSIONS)[number]

export const permissionType = { kind: 'class', values: PERMISSIONS } as const

/** The step that says whether a channel is permitted. */
export const channelPermission = (policy: string, name: Channel): string => part(policy, name)

/** Whether a customer may be contacted at all, and by which channel. It fails closed: unknown means no. */
export const contactPolicy = defineKind('contact_policy', schema, {
  outcome: () => permissionType,

  parts: () =>
    Object.fromEntries(
      CHANNELS.map((each) => [each, { type: permissionType, mayBeMissing: false }] as const),
    ),

  check(node, _scope, report) {
    node.consents.forEach((consent, at) => {
      if (node.consents.findIndex((other) => other.channel === consent.channel) < at) {
        report('duplicate_channel', ['consents', at, 'channel'], { channel: consent.channel })
      }
    })
  },

  lower(node, scope) {
    const general: ChooseRule[] = [
      ...unknown(node.doNotContact, 'do_not_contact_unknown', scope),
      deny(isTrue(fact(node.doNotContact)), 'do_not_contact'),
      ...touchRules(node, scope),
      ...restsOf(node).map((rest) => restRule(node.id, rest, scope)),
    ]
    return [
      ...restsOf(node).map(
        ({ name, since }): Step => ({
          name: part(node.id, name),
          node: node.id,
          type: { kind: 'days' },
          expression: daysSince(since, scope),
          output: false,
        }),
      ),
      permission(node.id, node.id, choose(general, constant('allowed')), true),
      ...CHANNELS.map((each) => {
        const consent = node.consents.find((other) => other.channel === each)
        const rules = consent
          ? [
              deny(compare(step(node.id), 'not_equal', constant('allowed')), step(node.id)),
              ...unknown(consent.fact, 'consent_unknown', scope),
              deny(not(isTrue(fact(consent.fact))), 'no_consent'),
              ...(consent.address
                ? [
                    ...unknown(consent.address, 'address_unknown', scope),
                    deny(not(isTrue(fact(consent.address))), 'no_address'),
                  ]
                : []),
            ]
          : []
        const otherwise = consent ? constant('allowed') : step(node.id)
        return permission(channelPermission(node.id, each), node.id, choose(rules, otherwise), false)
      }),
    ]
  },

  place({ id, consents }, { step, by, takes }) {
    if (by !== 'rule' || typeof takes !== 'string') return null
    if (step === id) return { path: FIELDS[takes] ?? [], way: takes }
    const consent = consents.findIndex(({ channel }) => step === channelPermission(id, channel))
    return consent < 0 ? null : { path: ['consents', consent], way: takes }
  },

  tell: tellContactPolicy,

  explain(node, view) {
    const outcome = view.value(node.id)
    const code = PERMISSIONS.find((each) => each === outcome) ?? 'do_not_contact_unknown'
    return [
      {
        node: node.id,
        code: `permission_${code}`,
        figures: {
          ...(node.touches && {
            touches: view.figure(node.touches.fact),
            most: { kind: 'count', value: node.touches.most },
          }),
          ...(node.quiet && {
            lastContact: view.figure(node.quiet.lastContact),
            quiet: { kind: 'days', value: node.quiet.days },
          }),
          ...(node.coolDown && {
            lastRefusal: view.figure(node.coolDown.lastRefusal),
            days: { kind: 'days', value: node.coolDown.days },
          }),
        },
      },
    ]
  },
})

/** The fields that forbid a contact for each reason. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  do_not_contact: ['doNotContact'],
  do_not_contact_unknown: ['doNotContact'],
  touches_unknown: ['touches'],
  touch_limit: ['touches'],
  quiet_days: ['quiet'],
  cool_down: ['coolDown'],
}

const permission = (name: string, node: string, expression: Step['expression'], output: boolean): Step => ({
  name,
  node,
  type: permissionType,
  expression,
  output,
})

const deny = (when: Condition, take: Permission | ReturnType<typeof step>): ChooseRule => ({
  when,
  take: typeof take === 'string' ? constant(take) : take,
})

const unknown = (name: string, outcome: Permission, scope: CheckedScope): ChooseRule[] =>
  scope.value(name).mayBeMissing ? [deny(missing(fact(name)), outcome)] : []

const touchRules = ({ touches }: ContactPolicy, scope: CheckedScope): ChooseRule[] =>
  touches
    ? [
        ...unknown(touches.fact, 'touches_unknown', scope),
        deny(compare(fact(touches.fact), 'at_least', constant(touches.most)), 'touch_limit'),
      ]
    : []

interface Rest {
  readonly name: string
  readonly since: string
  readonly days: number
  readonly denies: Permission
}

/** The days of rest after a contact and after a refusal, in the order in which they are named as the reason. */
const restsOf = ({ quiet, coolDown }: ContactPolicy): Rest[] => [
  ...(quiet
    ? [{ name: 'since_contact', since: quiet.lastContact, days: quiet.days, denies: 'quiet_days' } as const]
    : []),
  ...(coolDown
    ? [
        {
          name: 'since_refusal',
          since: coolDown.lastRefusal,
          days: coolDown.days,
          denies: 'cool_down',
        } as const,
      ]
    : []),
]

/** Days since a date; -1 without one. A day still to come is nearer than any rest is long, so it denies. */
const daysSince = (date: string, scope: CheckedScope) => {
  const age = subtract(input(AS_OF), fact(date))
  return scope.value(date).mayBeMissing
    ? choose([{ when: missing(fact(date)), take: constant(-1) }], age)
    : age
}

function restRule(id: string, { name, since, days, denies }: Rest, scope: CheckedScope): ChooseRule {
  const recent = compare(step(part(id, name)), 'less', constant(days))
  return deny(scope.value(since).mayBeMissing ? all(not(missing(fact(since))), recent) : recent, denies)
}
