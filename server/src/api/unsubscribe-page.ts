import type { Locale } from '@branch-playbook/engine'
import { html } from 'hono/html'
import { messageIn, type ServerMessage } from '../locale/messages.ts'

/** Asks once more: programs that look at mail follow its links, and press nothing. */
export const unsubscribePage = (locale: Locale) =>
  whole(
    locale,
    html`<form method="post">
      <p>${messageIn(locale, 'digest.end_ask')}</p>
      <button style="font: inherit; min-height: 44px; padding: 0 20px">${messageIn(locale, 'digest.end')}</button>
    </form>`,
  )

/** Says that nothing is sent any more, in both languages when nobody knows whose it was. */
export const endedPage = (locale?: Locale) =>
  whole(locale ?? 'zh-CN', html`${(locale ? [locale] : (['zh-CN', 'en'] as const)).map(ended)}`)

const ended = (locale: Locale) => html`<p lang="${locale}">${messageIn(locale, 'digest.ended')}</p>`

const TITLE: ServerMessage = 'digest.page_title'

const whole = (locale: Locale, content: ReturnType<typeof html>) =>
  html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${messageIn(locale, TITLE)}</title>
      </head>
      <body style="font: 16px/1.6 system-ui, sans-serif; max-width: 32em; margin: 3em auto; padding: 0 1em">
        <h1 style="font-size: 20px">${messageIn(locale, TITLE)}</h1>
        ${content}
      </body>
    </html>`
