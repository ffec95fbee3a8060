import { z } from 'zod'
import { checkCondition, conditionSchema, lowerCondition } from '../../condition/condition.ts'
import { explainCondition } from '../../condition/decisive.ts'
import { yesOrNo } from '../../coverage/place.ts'
import {
  all,
  any,
  compare,
  constant,
  holds,
  input,
  isTrue,
  missing,
  type Step,
  step,
} from '../../expression/expression.ts'
import { AS_OF } from '../../expression/inputs.ts'
import { channel } from '../../values/channel.ts'
import { type Day, parseDay } from '../../values/day.ts'
import {
  count,
  day,
  factReference,
  minutes,
  nodeReference,
  productOf,
  share,
  urgency,
} from '../../values/fields.ts'
import { contactSteps, MOST_URGENT } from '../contact-source.ts'
import { defineKind, nodeBase, part } from '../kind.ts'
import { checkPropensity, propensitySchema, propensitySteps } from '../propensity.ts'
import { isSuitable, productVerdict, suitabilityNode } from '../suitability/suitability.ts'

const schema = nodeBase('campaign').extend({
  /** The first and the last day. */
  from: day(),
  until: day(),
  audience: conditionSchema,
  /** What is offered, if anything; a customer for whom it is not suitable is not in the audience. */
  offer: z
    .strictObject({ suitability: nodeReference(['suitability']), product: productOf('offer.suitability') })
    .optional(),
  /** A contact within the campaign settles it, whatever it was about. */
  lastContact: factReference(['date']),
  /**
   * The most contacts a day that are made for the sake of the campaign: over the whole bank, in one branch, and of
   * one adviser. Branches share those of the bank by how many contacts each has to make, and the best ranked have
   * them. A contact that is made for a duty or an event, and mentions the campaign too, takes none of it.
   */
  quota: z
    .strictObject({
      bank: count().min(1).optional(),
      branch: count().min(1).optional(),
      adviser: count().min(1).optional(),
    })
    .optional(),
  /**
   * The share of all customers, drawn by chance, who are never contacted for the sake of the campaign and are told
   * nothing of it, so that what it does can be told from what would have happened anyway.
   */
  holdout: share().optional(),
  channel: channel(),
  minutes: minutes(),
  urgency: urgency(MOST_URGENT),
  talkingPoints: z.strictObject({ 'zh-CN': z.array(z.string()), en: z.array(z.string()) }),
  /** Where a customer answers otherwise to this than his strategy says. */
  propensity: propensitySchema.optional(),
})

type Campaign = z.infer<typeof schema>

/** Whom head office wishes to be told of something for a while, in the time that duties and events leave. */
export const campaign = defineKind('campaign', schema, {
  outcome: () => ({ kind: 'flag' }),

  check(node, scope, report) {
    checkPropensity(node, report)
    checkCondition(node.audience, ['audience'], scope, report)
    if (node.until < node.from) report('ends_before_it_begins', ['until'], { from: node.from })
    const products = node.offer && suitabilityNode(scope.node(node.offer.suitability))?.products
    if (node.offer && products && !products.some(({ id }) => id === node.offer?.product)) {
      report('unknown_choice', ['offer', 'product'], {
        value: node.offer.product,
        choices: products.map(({ id }) => id).join(', '),
      })
    }
  },

  lower(node, scope) {
    const { id, offer } = node
    const last = scope.value(node.lastContact)
    const unsettled = compare(last.operand, 'less', constant(firstDay(node)))
    const flag = (name: string, expression: Step['expression'], output: boolean): Step => ({
      name,
      node: id,
      type: { kind: 'flag' },
      expression,
      output,
    })
    return [
      flag(part(id, 'audience'), holds(lowerCondition(node.audience, scope)), false),
      flag(
        id,
        holds(
          all(
            compare(input(AS_OF), 'at_least', constant(firstDay(node))),
            compare(input(AS_OF), 'at_most', constant(lastDay(node))),
            last.mayBeMissing ? any(missing(last.operand), unsettled) : unsettled,
            isTrue(step(part(id, 'audience'))),
            offer ? isSuitable(scope, offer.suitability, offer.product) : all(),
          ),
        ),
        true,
      ),
      ...contactSteps(id, node.minutes, node.channel, constant(node.urgency)),
      ...propensitySteps(node, scope),
    ]
  },

  place: ({ id }, branch) =>
    branch.step === id && branch.by === 'value' ? { path: [], way: yesOrNo(branch) } : null,

  explain(node, view) {
    const { asOf } = view.run
    const last = view.value(node.lastContact)
    const verdict = node.offer && view.value(productVerdict(node.offer.suitability, node.offer.product))
    const code = () => {
      if (view.value(node.id) === true) return node.offer ? 'campaign_offers' : 'campaign_open'
      if (asOf < firstDay(node)) return 'campaign_not_yet'
      if (asOf > lastDay(node)) return 'campaign_over'
      if (typeof last === 'number' && last >= firstDay(node)) return 'campaign_settled'
      if (view.value(part(node.id, 'audience')) !== true) return 'campaign_not_audience'
      return 'campaign_not_suitable'
    }
    const found = code()
    const isAudience =
      found === 'campaign_open' || found === 'campaign_offers' || found === 'campaign_not_audience'
    return [
      {
        node: node.id,
        code: found,
        figures: {
          name: { kind: 'text', value: node.id, name: node.name },
          from: { kind: 'date', value: firstDay(node) },
          until: { kind: 'date', value: lastDay(node) },
          lastContact: { kind: 'date', value: last },
          ...(node.offer && {
            product: {
              kind: 'text',
              value: node.offer.product,
              name: view.nameOf(productVerdict(node.offer.suitability, node.offer.product)),
            },
            verdict: { kind: 'class', value: verdict ?? null },
          }),
        },
      },
      ...(isAudience ? explainCondition(node.id, node.audience, view) : []),
    ]
  },

  occasion: (node) => node.from,
})

const firstDay = (node: Campaign): Day => parseDay(node.from) ?? 0
const lastDay = (node: Campaign): Day => parseDay(node.until) ?? 0
