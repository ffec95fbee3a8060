/** The day so many days from today, `YYYY-MM-DD` where the browser is. */
export function dayFromNow(days: number): string {
  const then = new Date()
  then.setDate(then.getDate() + days)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`
}

/** The last moment of a day where the browser is, ISO 8601 in UTC. */
export const endOfDay = (day: string): string => new Date(`${day}T23:59:59`).toISOString()
