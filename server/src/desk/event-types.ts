import type { Today } from './today.ts'

/** The types of announced events that some version in force answers to. */
export const eventTypesOf = ({ grounds }: Today): string[] =>
  [...new Set(grounds.rules.arms.flatMap(({ eventTypes }) => eventTypes))].toSorted()
