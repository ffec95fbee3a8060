import { type Locale, parsePlaybookText, playbookHash, ruleBook } from '@branch-playbook/engine'
import { text } from '../locale/text.ts'
import { readText } from '../read-text.ts'
import { markdownOf } from './markdown.ts'
import { failure, type Report } from './report.ts'

/** `book FILE`: the whole of a playbook in words, as Markdown. A playbook with faults has a rule book, too. */
export async function bookCommand(file: string, locale: Locale): Promise<Report> {
  const source = await readText(file)
  if (!source.ok) return failure({ file, problems: source.problems })
  const parsed = parsePlaybookText(source.value)
  if (!parsed.ok) return failure({ file, text: source.value, problems: parsed.problems })
  const book = ruleBook(parsed.value, locale)
  const hash = playbookHash(parsed.value)
  return {
    problems: [],
    lines: [...markdownOf(book), '', text(locale, 'book.identity', { hash })],
    json: { hash, book },
  }
}
