import {
  checkRun,
  factsOf,
  type Plan,
  type Population,
  parseDay,
  parsePlaybook,
  plan,
  type Run,
  WorkingDays,
} from '@branch-playbook/engine'
import type { Bank, Comparison } from './messages.ts'
import { Simulator } from './simulator.ts'
import { type Advisers, type Decided, moved, type Summary, summarise } from './summary.ts'

/** Where the population comes from: the snapshot's columns, each fetched when first needed. */
export interface Source {
  manifest(): Promise<Advisers & { readonly count: number }>
  population(count: number, facts: ReturnType<typeof factsOf>): Promise<Population>
}

/** Compares playbooks with one playbook, on everyone. Remembers columns, so that a small edit costs little. */
export class WhatIf {
  readonly #source: Source
  readonly #run: Run
  readonly #baseline: Plan | null
  #manifest: Promise<Advisers & { readonly count: number }> | null = null
  readonly #simulator: Simulator
  #before: Decided | null = null

  constructor(source: Source, bank: Bank, before: unknown) {
    this.#source = source
    this.#run = {
      asOf: parseDay(bank.day) ?? 0,
      workingDays: new WorkingDays(bank.calendar),
      events: bank.events,
    }
    this.#simulator = new Simulator(this.#run)
    this.#baseline = this.#plan(before)
  }

  /** Null when either playbook cannot be run. */
  async compare(document: unknown): Promise<Omit<Comparison, 'revision'> | null> {
    const started = performance.now()
    const edited = this.#plan(document)
    if (!this.#baseline || !edited) return null
    const planned = performance.now()

    this.#manifest ??= this.#source.manifest()
    const bank = await this.#manifest
    const facts = new Map([...factsOf(this.#baseline), ...factsOf(edited)])
    const population = await this.#source.population(bank.count, [...facts])
    this.#before ??= {
      plan: this.#baseline,
      simulated: this.#simulator.decide(population, this.#baseline),
    }

    const fetched = performance.now()
    const after = {
      plan: edited,
      simulated: this.#simulator.decide(population, edited, this.#before.simulated),
    }
    const summary = summarise(after, bank)
    const { decided, outcomes } = after.simulated
    return {
      customers: bank.count,
      before: summarise(this.#before, bank),
      after: summary,
      moved: this.#moved(this.#before, after, summary),
      took: planned - started + performance.now() - fetched,
      decided,
      outcomes,
    }
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
