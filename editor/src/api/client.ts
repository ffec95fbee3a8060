import type { Api } from '@branch-playbook/server'
import { hc } from 'hono/client'
import { useLanguage } from '../locale/language.ts'

/** The server's routes, with the types of what they take and answer. It refuses in the language of the page. */
export const { api } = hc<Api>('/', {
  headers: () => ({ 'accept-language': useLanguage.getState().locale }),
})
