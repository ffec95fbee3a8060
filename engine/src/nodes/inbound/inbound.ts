import { z } from 'zod'
import { checkCondition, conditionSchema, lowerCondition } from '../../condition/condition.ts'
import { explainConditions } from '../../condition/decisive.ts'
import type { DecisionView, Figure, Reason } from '../../explain/reason.ts'
import { type ChooseRule, choose, constant, type Step, step } from '../../expression/expression.ts'
import { bilingual, choiceOf, identifier, minutes, nodeReference, workingDays } from '../../values/fields.ts'
import { defineKind, type NodeBase, nodeBase, part } from '../kind.ts'
import { tellInbound } from './tell.ts'

/** The customer's adviser, the desk of his branch, or its manager. */
export const HANDLING_PERSONS = ['adviser', 'desk', 'manager'] as const

const handling = {
  /** Who deals with it. */
  handler: choiceOf('handlers', 'id'),
  /** By when it is dealt with: working days from the day of the enquiry, or minutes from its moment. */
  deadline: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('working_days'), days: workingDays() }),
    z.strictObject({ by: z.literal('minutes'), minutes: minutes() }),
  ]),
  /** What the customer is told. */
  answer: bilingual(),
  /** What may be offered afterwards: what this affinity, and with it its gate, gives; without it nothing. */
  offersFrom: nodeReference(['affinity']).optional(),
}

const caseSchema = z.strictObject({ when: conditionSchema, ...handling, note: bilingual().optional() })

const enquirySchema = z.strictObject({
  id: identifier().max(59),
  name: bilingual(),
  /** What customers say when they mean it, beside its name: typed text is matched to these. */
  words: z.strictObject({ 'zh-CN': z.array(z.string()), en: z.array(z.string()) }).optional(),
  /** The first case that holds decides; `otherwise` when none does. */
  cases: z.array(caseSchema).max(20).optional(),
  otherwise: z.strictObject(handling),
})

const schema = nodeBase('inbound').extend({
  handlers: z
    .array(
      z.strictObject({
        id: identifier(),
        name: bilingual(),
        /** Who of the branch this is; without it a place outside with a queue of its own. */
        person: z.enum(HANDLING_PERSONS).optional(),
      }),
    )
    .min(1)
    .max(50),
  enquiries: z.array(enquirySchema).min(1).max(100),
})

export type Inbound = z.infer<typeof schema>
export type Enquiry = Inbound['enquiries'][number]
export type Handling = Enquiry['otherwise']

const inboundParts = (id: string) => ({
  /** Which case decides an enquiry, from 1; 0 when none does. */
  decided: (enquiry: string) => part(id, `case_${enquiry}`),
  /** Who handles the enquiry. */
  handler: (enquiry: string) => part(id, `e_${enquiry}`),
})

/**
 * What becomes of an enquiry of each kind: who handles it, by when, with which answer, and what may be offered
 * afterwards. It is asked one customer at a time; nothing of it is worked out in the nightly run.
 */
export const inbound = defineKind('inbound', schema, {
  outcome: () => null,

  parts: ({ handlers, enquiries }) =>
    Object.fromEntries(
      enquiries.flatMap(({ id }) => [
        [`case_${id}`, { type: { kind: 'count' }, mayBeMissing: false }] as const,
        [
          `e_${id}`,
          { type: { kind: 'class', values: handlers.map((each) => each.id) }, mayBeMissing: false },
        ] as const,
      ]),
    ),

  check(node, scope, report) {
    for (const list of ['handlers', 'enquiries'] as const) {
      const ids = node[list].map(({ id }) => id)
      ids.forEach((id, at) => {
        if (ids.indexOf(id) < at) report('duplicate_value', [list, at, 'id'], { value: id })
      })
    }
    node.enquiries.forEach(({ cases = [] }, at) => {
      cases.forEach(({ when }, place) => {
        checkCondition(when, ['enquiries', at, 'cases', place, 'when'], scope, report)
      })
    })
  },

  lower(node, scope) {
    const names = inboundParts(node.id)
    const handlerType = { kind: 'class', values: node.handlers.map(({ id }) => id) } as const
    return node.enquiries.flatMap(({ id, cases = [], otherwise }): Step[] => [
      {
        name: names.decided(id),
        node: node.id,
        type: { kind: 'count' },
        expression: choose(
          cases.map(({ when }, at) => ({ when: lowerCondition(when, scope), take: constant(at + 1) })),
          constant(0),
        ),
        output: false,
      },
      {
        name: names.handler(id),
        node: node.id,
        type: handlerType,
        expression: choose(
          cases.map(
            ({ handler }, at): ChooseRule => ({
              when: {
                test: 'compare',
                is: 'equal',
                left: step(names.decided(id)),
                right: constant(at + 1),
              },
              take: constant(handler),
            }),
          ),
          constant(otherwise.handler),
        ),
        output: false,
      },
    ])
  },

  place({ id, enquiries }, { step, by, takes }) {
    const at = enquiries.findIndex((enquiry) => step === inboundParts(id).decided(enquiry.id))
    if (at < 0 || by !== 'rule') return null
    return {
      path: takes === 0 ? ['enquiries', at, 'otherwise'] : ['enquiries', at, 'cases', Number(takes) - 1],
    }
  },

  tell: tellInbound,

  explain: (node, view) => node.enquiries.flatMap((enquiry) => explainEnquiry(node, enquiry, view)),
})

/** The inbound node of that id; undefined when the node is of another kind. */
export const inboundNode = (node: NodeBase | undefined): Inbound | undefined =>
  node && isInbound(node) ? node : undefined

const isInbound = (node: NodeBase): node is Inbound => node.kind === 'inbound'

/** How an enquiry of this customer is handled. */
export function handlingOf({ id }: Inbound, enquiry: Enquiry, view: DecisionView): Handling {
  const decided = view.value(inboundParts(id).decided(enquiry.id))
  return enquiry.cases?.[Number(decided) - 1] ?? enquiry.otherwise
}

/** Who handles an enquiry and by when, and because of which case, or of none: with the figures that decided it. */
export function explainEnquiry(node: Inbound, enquiry: Enquiry, view: DecisionView): Reason[] {
  const decided = Number(view.value(inboundParts(node.id).decided(enquiry.id)) ?? 0)
  const deciding = enquiry.cases?.[decided - 1]
  const note = deciding?.note
  const { handler, deadline } = handlingOf(node, enquiry, view)
  const within: Figure =
    deadline.by === 'minutes'
      ? { kind: 'minutes', value: deadline.minutes }
      : { kind: 'working_days', value: deadline.days }
  const reason: Reason = {
    node: node.id,
    code: decided === 0 ? 'inbound_usual' : note ? 'inbound_noted' : 'inbound_case',
    figures: {
      enquiry: { kind: 'text', value: enquiry.id, name: enquiry.name },
      handler: {
        kind: 'text',
        value: handler,
        name: node.handlers.find(({ id }) => id === handler)?.name ?? node.name,
      },
      within,
      case: { kind: 'count', value: decided },
      ...(note && { note: { kind: 'text', value: enquiry.id, name: note } }),
    },
  }
  const conditions = deciding ? [deciding.when] : (enquiry.cases ?? []).map(({ when }) => when)
  return [reason, ...explainConditions(node.id, conditions, view)]
}
