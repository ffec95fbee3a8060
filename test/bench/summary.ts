import type { Timed } from './browser/workshop.ts'

/** One measured peer at one task. */
export interface Line {
  readonly task: string
  readonly peer: string
  readonly n: number
  readonly ms: number
  readonly customersPerSecond: number
  readonly peakRssMiB: number
  readonly equal: boolean
}

/** How much faster one decision with its full explanation is than that of each peer, beside what is aimed at. */
export function summariseExplanations(lines: readonly Line[]): void {
  const microseconds = (task: string, peer: string): number => {
    const line = lines.find((each) => each.task === task && each.peer === peer)
    return line ? (1000 * line.ms) / line.n : Number.NaN
  }
  const [trace, text] = [microseconds('explain', 'trace'), microseconds('explain-text', 'trace')]
  const read = microseconds('explain', 'trace, all read')
  const ratio = (slow: number, fast: number, target?: number) =>
    `${(slow / fast).toFixed(1)} times as fast${target === undefined ? '' : `, of ${target}`}`
  const zen = microseconds('explain', 'zen-engine')
  console.log(`
One decision with its full explanation: ${trace.toFixed(2)} microseconds; ${read.toFixed(2)} with every value and
every branch read by name; ${text.toFixed(2)} as JSON text. Against
  zen-engine with its trace        ${ratio(zen, trace, 50)}
  the same, when all is read       ${ratio(zen, read)}
  zen-engine with JSON text        ${ratio(microseconds('explain-text', 'zen-engine'), text, 10)}
  zen-engine with its own text     ${ratio(microseconds('explain-text', 'zen-engine, own'), text)}
  json-rules-engine, all results   ${ratio(microseconds('explain', 'json-rules-engine'), trace, 300)}`)
}

/** How long what people wait for in the workshop takes, beside its bound. */
export function summarisePages(pages: readonly Timed[]): void {
  console.log('\nIn a browser, milliseconds:')
  for (const { task, n, ms, most } of pages)
    console.log(
      `  ${task.padEnd(22)} ${n.toLocaleString('en')}: ${ms.toFixed(1)}, of ${most}${ms <= most ? '' : ': TOO SLOW'}`,
    )
}
