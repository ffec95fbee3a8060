import type { Locale } from '@branch-playbook/engine'
import { messageIn } from '../locale/messages.ts'
import { FIGURES, type Figures } from './figures.ts'

interface Written {
  readonly subject: string
  readonly body: string
}

/** The digest of a day: numbers and links, and nobody's name. */
export function digestLetter(
  locale: Locale,
  { bank, day, figures, link, unsubscribe }: DigestContent,
): Written {
  const values = { bank, day, link, unsubscribe }
  const lines = FIGURES.flatMap((name) => {
    const count = figures[name]
    return count === undefined ? [] : [`• ${messageIn(locale, `digest.${name}`, { count })}`]
  })
  return {
    subject: messageIn(locale, 'digest.subject', values),
    body: [
      messageIn(locale, 'digest.head', values),
      '',
      ...lines,
      '',
      messageIn(locale, 'digest.open', values),
      '',
      messageIn(locale, 'digest.foot', values),
      '',
    ].join('\n'),
  }
}

interface DigestContent {
  /** Name of the bank. */
  readonly bank: string
  readonly day: string
  readonly figures: Figures
  readonly link: string
  readonly unsubscribe: string
}

/** The letter with the code by which somebody shows that an address is his. */
export function codeLetter(locale: Locale, bank: string, code: string, minutes: number): Written {
  const values = { bank, code, minutes }
  return {
    subject: messageIn(locale, 'digest.code_subject', values),
    body: `${messageIn(locale, 'digest.code_body', values)}\n`,
  }
}
