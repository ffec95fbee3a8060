import type { Scalar } from '../values/value-type.ts'

/** The business day of the run. */
export const AS_OF = 'as_of'

/** Whether an event that the trigger answers to is in force: 1 or 0. */
export const announced = (trigger: string): string => `${trigger}.announced`

/** The day of that event; 0 when there is none. */
export const eventDay = (trigger: string): string => `${trigger}.event_day`

/** The figures of a run, by name; the same for every customer. */
export type RunInputs = ReadonlyMap<string, Extract<Scalar, number>>
