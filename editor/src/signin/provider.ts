/** To the bank's own sign-in, and from there to a page of ours. */
export const providerAddress = (returnTo: string): string =>
  `/api/sign-in/oidc?${new URLSearchParams({ returnTo })}`

/** The query in which the server says why somebody came back from the provider without being signed in. */
const REFUSED = 'refused'

/** Why the provider's sign-in was refused, by the server's code; null when it was not. */
export const refusedByProvider = (): string | null => new URLSearchParams(location.search).get(REFUSED)

/** The page that was wanted, without what a sign-in before has left in its address. */
export function wantedPage(): string {
  const query = new URLSearchParams(location.search)
  query.delete(REFUSED)
  return query.size > 0 ? `${location.pathname}?${query}` : location.pathname
}
