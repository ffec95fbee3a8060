import {
  advisor,
  chainSentences,
  compile,
  type DecisionView,
  explainer,
  formatDay,
  type Locale,
  nearestName,
  type Plan,
  type Problem,
  problem,
  type Run,
  readTarget,
  reasonChain,
  reasonsOf,
  sentence,
  type WhyNot,
  whyNotSentences,
} from '@branch-playbook/engine'
import type { Facts } from '../facts/facts-table.ts'
import { text } from '../locale/text.ts'
import { type ListPlace, listings } from './listing.ts'
import { type RunFiles, readRun } from './read-run.ts'
import { failure, type Report } from './report.ts'

export interface ExplainOptions extends RunFiles {
  readonly customer: string
  readonly of?: string
  readonly whyNot?: string
}

/** `explain`: why one customer is decided as he is, node by node; or what would lead to another outcome. */
export async function explainCommand(options: ExplainOptions, locale: Locale): Promise<Report> {
  const read = await readRun(options)
  if (!read.ok) return failure(...read.problems)
  const { facts, run, warnings } = read
  const { plan } = read.playbook
  const { customer } = options
  const at = facts.customers.indexOf(customer)
  if (at < 0) {
    const unknown = problem('unknown_customer', [], { customer })
    return failure({ file: options.customers, problems: [unknown] })
  }
  const view = explainer(plan).view(facts.population, at, run)
  const asked = askedOf(options, plan, facts, at, view, locale)
  if (asked && !asked.ok) return failure({ file: options.playbook, problems: asked.problems })
  const listing = options.of === undefined ? listingOf(plan, facts, at, run) : null
  const isAboutList = options.whyNot === undefined || options.whyNot.trim() === LISTED
  // Whoever stands there is called for: that he is so already would say less, and be misread where he is cut.
  const place = listing ? [`- ${text(locale, `explain.${listing.place}`, { ...listing })}`] : []
  const [day, name] = [formatDay(run.asOf), plan.playbook.name[locale]]
  const reasons = reasonsOf(plan, view).map((reason) => ({
    node: reason.node,
    code: reason.code,
    text: sentence(reason, locale, plan.playbook.currency),
  }))
  const said = asked?.lines ?? reasons.map((reason) => `- ${reason.text}`)
  const outcomes = plan.outputs.map(({ name }) => [name, view.value(name)] as const)
  return {
    problems: warnings,
    lines: [
      text(locale, 'explain.title', { customer, day, playbook: name }),
      ...(asked && isAboutList && listing ? [] : said),
      ...(isAboutList ? place : []),
    ],
    json: {
      customer,
      asOf: day,
      playbook: plan.hash,
      outcomes: Object.fromEntries(outcomes),
      reasons,
      ...(listing && { listing }),
      ...asked?.json,
    },
  }
}

/** How `--why-not` asks for a place on the list. */
const LISTED = 'listed'

/**
 * Where the customer stands on his adviser's list: whoever is called for is cut all the same where the adviser's
 * minutes end, which depends on the other customers. Null where nobody is called an adviser, or nothing calls for him.
 */
function listingOf(
  plan: Plan,
  facts: Facts,
  at: number,
  run: Run,
): (ListPlace & { readonly adviser: string }) | null {
  const { advisers, population } = facts
  if (!advisers || plan.arbitration === null) return null
  const found = listings(plan, compile(plan).decide(population, run), advisers, facts.customers)(at)
  return found && { ...found, adviser: advisers.ids[advisers.adviserOf[at] ?? -1] ?? '' }
}

type Asked =
  | { readonly ok: true; readonly lines: readonly string[]; readonly json: Record<string, unknown> }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** What is asked beyond the reasons of all nodes. */
function askedOf(
  options: ExplainOptions,
  plan: Plan,
  facts: Facts,
  at: number,
  view: DecisionView,
  locale: Locale,
): Asked | null {
  if (options.whyNot !== undefined) return whyNot(plan, facts, at, view, options.whyNot, locale)
  return options.of === undefined ? null : chainOf(plan, view, options.of, locale)
}

function chainOf(plan: Plan, view: DecisionView, name: string, locale: Locale): Asked {
  const chain = reasonChain(plan, view, name)
  if (!chain) {
    const nearest = nearestName(
      name,
      plan.nodes.map(({ node }) => node.id),
    )
    return { ok: false, problems: [problem('target_unknown_name', [], { name, nearest })] }
  }
  const sentences = chainSentences(plan, chain, locale)
  const lines = sentences.map(({ depth, text }) => `${'  '.repeat(depth)}- ${text}`)
  return { ok: true, lines, json: { chain, sentences } }
}

function whyNot(
  plan: Plan,
  facts: Facts,
  at: number,
  view: DecisionView,
  written: string,
  locale: Locale,
): Asked {
  const read = readTarget(plan, written)
  if (!read.ok) return read
  const answer = advisor(plan, read.target).at(facts.population, at, view.run)
  const sentences = whyNotSentences(plan, answer, view, locale)
  const lines = sentences.map((each) => (each.about === 'way' ? `  - ${each.text}` : `- ${each.text}`))
  return { ok: true, lines, json: { whyNot: { ...jsonOf(answer), sentences } } }
}

/** The answer as a structure; days as people write them. */
const jsonOf = ({ by, lookedUntil, ...answer }: WhyNot) => ({
  ...answer,
  by: by === null ? null : formatDay(by),
  lookedUntil: formatDay(lookedUntil),
})
