import type { Desk } from '../desk/desk.ts'

/**
 * Does something as soon as the next day on other grounds is being made, which knows nothing of it then; it is done
 * before that day takes the place of this one.
 */
export function whileMade<Result>(
  { today }: Pick<Desk, 'today'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const { promise, resolve } = Promise.withResolvers<Result>()
  const make = today.onOtherGrounds.bind(today)
  today.onOtherGrounds = (others) => {
    resolve(work())
    return make(others)
  }
  return promise
}
