import type { Plan } from '../plan/plan.ts'
import { interpret, interpretSingle } from './closures/interpret.ts'
import { compile } from './columns/compile.ts'
import { mayGenerate } from './columns/module.ts'
import { compileSingle } from './columns/single.ts'
import type { Decider, Extent, SingleDecider } from './decisions.ts'

/**
 * Prepares a plan for deciding populations by the fastest evaluator that this place allows: generated code, or
 * closures where a content security policy forbids that. Both give the same decisions, to the bit.
 */
export const decider = (plan: Plan, extent: Extent = {}): Decider =>
  mayGenerate() ? compile(plan, extent) : interpret(plan, extent)

/** The same for customers one by one. */
export const singleDecider = (plan: Plan, extent: Extent = {}): SingleDecider =>
  mayGenerate() ? compileSingle(plan, extent) : interpretSingle(plan, extent)
