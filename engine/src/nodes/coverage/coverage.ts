import { z } from 'zod'
import { yesOrNo } from '../../coverage/place.ts'
import {
  all,
  any,
  choose,
  compare,
  constant,
  divide,
  floor,
  holds,
  input,
  type LookupKey,
  minimum,
  missing,
  multiply,
  not,
  step,
  subtract,
  workingDay,
} from '../../expression/expression.ts'
import { AS_OF } from '../../expression/inputs.ts'
import { channel } from '../../values/channel.ts'
import { formatDay } from '../../values/day.ts'
import { factReference, minutes, nodeReference, recordBy, workingDays } from '../../values/fields.ts'
import { channelType, contactSteps, DUE, MOST_URGENT } from '../contact-source.ts'
import { defineKind, nodeBase, part } from '../kind.ts'
import { checkPropensity, propensitySchema, propensitySteps } from '../propensity.ts'

const dutySchema = z.strictObject({
  /** At least one contact in so many working days. */
  every: workingDays(),
  /** Working days after which a contact that is due counts as missed. */
  grace: workingDays(0),
  channel: channel(),
  minutes: minutes(),
})

const schema = nodeBase('coverage').extend({
  tier: nodeReference(['tier']),
  lastContact: factReference(['date']),
  /** Whether a customer without any recorded contact is due; needed when the fact may be missing. */
  neverContacted: z.enum(['due', 'not_due']).optional(),
  /** The duty of each tier; null for a tier that is not called on. */
  duties: recordBy('tier', dutySchema.nullable()),
  /** Where a customer answers otherwise to this than his strategy says. */
  propensity: propensitySchema.optional(),
})

/** A customer never contacted is as urgent as one whose contact is overdue by the whole interval. */
const NEVER_CONTACTED = 2 * DUE

/** How often each tier is contacted: a duty, not only a limit. */
export const coverage = defineKind('coverage', schema, {
  outcome: () => ({ kind: 'flag' }),

  parts: () => ({
    every: { type: { kind: 'days' }, mayBeMissing: false },
    limit: { type: { kind: 'days' }, mayBeMissing: false },
    elapsed: { type: { kind: 'days' }, mayBeMissing: false },
    overdue: { type: { kind: 'flag' }, mayBeMissing: false },
    channel: { type: channelType, mayBeMissing: false },
    minutes: { type: { kind: 'count' }, mayBeMissing: false },
    urgency: { type: { kind: 'count' }, mayBeMissing: false },
  }),

  check(node, scope, report) {
    checkPropensity(node, report)
    if (scope.value(node.lastContact)?.mayBeMissing && node.neverContacted === undefined) {
      report('missing_undecided', [], {
        reference: node.lastContact,
        field: 'neverContacted',
        choices: 'due, not_due',
      })
    }
    for (const [tier, duty] of Object.entries(node.duties)) {
      if (duty && duty.grace >= duty.every)
        report('grace_exceeds_interval', ['duties', tier, 'grace'], { tier, every: duty.every })
    }
  },

  lower(node, scope) {
    const { id } = node
    const tierType = scope.value(node.tier).type
    const tiers = tierType.kind === 'class' ? tierType.values : []
    const byTier: LookupKey = { of: step(node.tier), domain: [null, ...tiers] }
    const duties = [null, ...tiers.map((tier) => node.duties[tier] ?? null)]
    const last = scope.value(node.lastContact)
    const [every, elapsed, limit] = [part(id, 'every'), part(id, 'elapsed'), part(id, 'limit')]
    const never = last.mayBeMissing ? missing(last.operand) : ({ test: 'always', holds: false } as const)
    const since = subtract(workingDay(input(AS_OF)), workingDay(last.operand))
    const covered = compare(step(every), 'more', constant(0))
    const reached = (bound: string) => all(not(never), compare(step(elapsed), 'at_least', step(bound)))
    const due = all(
      covered,
      any(node.neverContacted === 'due' ? never : { test: 'always', holds: false }, reached(every)),
    )
    // A first contact is due, but there is no day since when it would be late.
    const overdue = all(covered, reached(limit))
    const daysBy = (name: string, days: (duty: z.infer<typeof dutySchema>) => number) => ({
      name,
      node: id,
      type: { kind: 'days' } as const,
      expression: {
        op: 'lookup',
        keys: [byTier],
        results: duties.map((each) => (each ? days(each) : 0)),
      } as const,
      output: false,
    })
    return [
      daysBy(every, (each) => each.every),
      daysBy(limit, (each) => each.every + each.grace),
      {
        name: elapsed,
        node: id,
        type: { kind: 'days' },
        expression: choose([{ when: never, take: constant(0) }], since),
        output: true,
      },
      { name: id, node: id, type: { kind: 'flag' }, expression: holds(due), output: true },
      {
        name: part(id, 'overdue'),
        node: id,
        type: { kind: 'flag' },
        expression: holds(overdue),
        output: true,
      },
      ...contactSteps(
        id,
        duties.map((each) => each?.minutes ?? 0),
        duties.map((each) => each?.channel ?? 'phone'),
        choose(
          [
            { when: not(covered), take: constant(0) },
            { when: never, take: constant(NEVER_CONTACTED) },
          ],
          minimum(floor(divide(multiply(step(elapsed), constant(DUE)), step(every))), constant(MOST_URGENT)),
        ),
        byTier,
      ),
      ...propensitySteps(node, scope),
    ]
  },

  place({ id, neverContacted }, branch) {
    const { step, by, at, keys } = branch
    if (step === id && by === 'value') return { path: [], way: yesOrNo(branch) }
    if (step === part(id, 'every') && by === 'cell' && typeof keys[0] === 'string')
      return { path: ['duties', keys[0]] }
    if (step !== part(id, 'elapsed') || by !== 'rule' || neverContacted === undefined) return null
    return at === 0 ? { path: ['neverContacted'] } : { path: ['lastContact'] }
  },

  explain(node, view) {
    const figures = {
      tier: view.figure(node.tier),
      every: { kind: 'working_days', value: view.value(part(node.id, 'every')) },
      elapsed: { kind: 'working_days', value: view.value(part(node.id, 'elapsed')) },
      lastContact: view.figure(node.lastContact),
    } as const
    const because = () => {
      if (figures.every.value === 0) return 'coverage_none'
      const never = figures.lastContact.value === null
      if (view.value(node.id) !== true) return never ? 'coverage_never_not_due' : 'coverage_not_due'
      if (never) return 'coverage_never'
      return view.value(part(node.id, 'overdue')) === true ? 'coverage_overdue' : 'coverage_due'
    }
    return [{ node: node.id, code: because(), figures }]
  },

  occasion(node, view) {
    const last = view.value(node.lastContact)
    return typeof last === 'number' ? formatDay(last) : 'first'
  },
})
