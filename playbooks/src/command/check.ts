import type { Locale } from '@branch-playbook/engine'
import { text } from '../locale/text.ts'
import { readPlaybook } from './read-playbook.ts'
import { failure, type Report } from './report.ts'

/** `check FILE`: what is wrong with a playbook. */
export async function checkCommand(file: string, locale: Locale): Promise<Report> {
  const read = await readPlaybook(file)
  if (!read.ok) return failure(read.source)
  const { playbook, hash } = read.plan
  const [nodes, tests] = [playbook.nodes.length, playbook.tests.length]
  return {
    problems: [read.source],
    lines: [text(locale, 'check.done', { file, nodes, tests, hash })],
    json: { playbook: playbook.id, hash, nodes, tests },
  }
}
