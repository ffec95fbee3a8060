import type { createApp } from '../api/app.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** Sends a request as a demo user (null for nobody). */
export type Ask = (
  user: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>

/** Sends requests to a server within this process. */
export const askOf =
  (app: () => ReturnType<typeof createApp>): Ask =>
  async (user, method, path, body, headers = {}) => {
    const all = new Headers(headers)
    if (user !== null) all.set('authorization', `Basic ${btoa(`${user}:demo`)}`)
    if (body !== undefined && !all.has('content-type')) all.set('content-type', 'application/json')
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await app().request(path, {
      method,
      headers: all,
      ...(body !== undefined && { body: text }),
    })
    return { status: response.status, headers: response.headers, body: await bodyOf(response) }
  }

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  return /[/+]json\b/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text
}
