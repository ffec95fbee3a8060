import {
  checkRun,
  factsOf,
  type HeldOut,
  holdoutShares,
  type Plan,
  type Population,
  parseDay,
  parsePlaybook,
  plan,
  type Run,
  WorkingDays,
} from '@branch-playbook/engine'
import type { Advisers, Decided, Everyone } from './everyone.ts'
import type { Answers, Bank, Comparison } from './messages.ts'
import { answerTo, keyOf, type Question } from './question.ts'
import { Simulator } from './simulator.ts'
import { moved, type Summary, summarise, turnoverOf } from './summary.ts'

type Facts = ReturnType<typeof factsOf>
type Staff = Advisers & { readonly count: number }

/** Where the population comes from: the snapshot's columns, each fetched when first needed. */
export interface Source {
  manifest(): Promise<Staff>
  /** Everyone with these facts. */
  population(count: number, facts: Facts): Promise<Population>
  /** Whether the data has the fact, and in that type; else it is missing for everybody. */
  has(fact: Facts[number]): boolean
  /** By which place each customer is held out of a campaign, see `holdoutPlace` of the engine. */
  places(playbook: string, campaign: string): Promise<Uint16Array>
}

/** Compares playbooks with one playbook, on everyone. Remembers columns, so that a small edit costs little. */
export class WhatIf {
  readonly #source: Source
  readonly #run: Run
  #baseline: Plan | null = null
  #staff: Staff | null = null
  readonly #simulator: Simulator
  #before: Decided | null = null
  #everyone: Everyone | null = null

  constructor(source: Source, bank: Bank) {
    this.#source = source
    this.#run = {
      asOf: parseDay(bank.day) ?? 0,
      workingDays: new WorkingDays(bank.calendar),
      events: bank.events,
    }
    this.#simulator = new Simulator(this.#run)
  }

  /**
   * From now on edits are compared with this playbook; with one that cannot be run, they are with the first that
   * can.
   */
  compareWith(before: unknown): void {
    this.#baseline = this.#plan(before)
    this.#before = null
    this.#everyone = null
  }

  /** Null when the playbook cannot be run. */
  async compare(document: unknown): Promise<Omit<Comparison, 'revision'> | null> {
    const started = performance.now()
    const edited = this.#plan(document)
    if (!edited) return null
    this.#baseline ??= edited
    const planned = performance.now()

    const { count, ...bank } = await this.#staffOf()
    this.#before ??= await this.#decide(this.#baseline, count)
    const before = this.#before
    const population = await this.#source.population(count, factsOf(edited))
    const heldOut = await this.#heldOut(edited)

    const fetched = performance.now()
    const simulated = this.#simulator.decide(population, edited, before.simulated)
    const after = { plan: edited, population, simulated, heldOut }
    this.#everyone = { count, run: this.#run, bank, before, after }
    const summary = summarise(after, bank)
    const { decided, outcomes } = simulated
    return {
      customers: count,
      before: summarise(before, bank),
      after: summary,
      moved: this.#moved(before, after, summary),
      turnover: turnoverOf(before, after, bank),
      unknownFacts: factsOf(edited).flatMap((fact) => (this.#source.has(fact) ? [] : [fact[0]])),
      took: planned - started + performance.now() - fetched,
      decided,
      outcomes,
    }
  }

  /** What is asked about the comparison that was made last; nothing before the first. */
  answers(questions: readonly Question[]): Answers {
    const everyone = this.#everyone
    if (!everyone) return []
    return questions.map((question) => [keyOf(question), answerTo(question, everyone)])
  }

  async #staffOf(): Promise<Staff> {
    this.#staff ??= await this.#source.manifest()
    return this.#staff
  }

  async #decide(plan: Plan, count: number): Promise<Decided> {
    const population = await this.#source.population(count, factsOf(plan))
    const heldOut = await this.#heldOut(plan)
    return { plan, population, simulated: this.#simulator.decide(population, plan), heldOut }
  }

  async #heldOut({ playbook }: Plan): Promise<HeldOut | null> {
    const shares = holdoutShares(playbook)
    if (shares.size === 0) return null
    const fetching = [...shares.keys()].map(
      async (campaign) => [campaign, await this.#source.places(playbook.id, campaign)] as const,
    )
    const places = new Map(await Promise.all(fetching))
    return (customer, campaign) => (places.get(campaign)?.[customer] ?? 0) < (shares.get(campaign) ?? 0)
  }

  #moved(before: Decided, after: Decided, { classes }: Summary): Record<string, number> {
    return Object.fromEntries(classes.map(({ node }) => [node, moved(before, after, node)]))
  }

  #plan(document: unknown): Plan | null {
    const parsed = parsePlaybook(document)
    if (!parsed.ok) return null
    const planned = plan(parsed.value)
    return planned.ok && checkRun(planned.plan, this.#run).length === 0 ? planned.plan : null
  }
}
