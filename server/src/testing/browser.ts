/** The cookies of a browser, by host and port, and how it follows where it is sent. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>()

  /** One request, without going where the answer sends it; `accept` as browsers say it when somebody follows a link. */
  async ask(address: URL | string, accept = '*/*'): Promise<Response> {
    const url = new URL(address)
    const jar = this.#cookies.get(url.host) ?? new Map<string, string>()
    this.#cookies.set(url.host, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie, accept } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '' || /max-age=0/i.test(set)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }

  /** Goes where it is sent until an address begins like the one given, and stops before it. */
  async followUntil(address: URL | string, end: string): Promise<URL> {
    let next = new URL(address)
    for (let hop = 0; hop < 12; hop += 1) {
      if (next.href.startsWith(end)) return next
      const response = await this.ask(next)
      const location = response.headers.get('location')
      if (location === null) throw new Error(`${next.href}: ${response.status} ${await response.text()}`)
      next = new URL(location, next)
    }
    throw new Error(`It never came to ${end}`)
  }
}
