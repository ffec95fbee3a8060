import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Provider } from 'oidc-provider'
import { listening } from './listening.ts'

export const CLIENT = { id: 'branch-playbook', secret: 'a secret that only these tests know' }

/** A real OpenID Connect provider on this machine, which signs in whoever the test says, without asking. */
export interface LocalProvider {
  readonly issuer: URL
  /** Who sits at the browser: his number at the provider and what it calls him; null for somebody who cancels. */
  person: { readonly subject: string; readonly name: string } | null
  stop(): Promise<void>
}

/** @param callback where the provider may send people back to */
export async function localProvider(callback: string): Promise<LocalProvider> {
  let listener: (request: IncomingMessage, response: ServerResponse) => void = () => {}
  const server = createServer((request, response) => listener(request, response))
  const { url: issuer, stop } = await listening(server)
  const provider = new Provider(issuer.href.replace(/\/$/, ''), {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [callback],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email', 'email_verified'] },
    cookies: { keys: ['only for tests'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, preferred_username: local.person?.name }),
    }),
    jwks: { keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })] },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  })
  const local: LocalProvider = { issuer, person: null, stop }
  const answer = provider.callback()
  listener = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    signInAtOnce(provider, request, response, local.person?.subject ?? null).catch((fault) =>
      response.writeHead(500).end(String(fault)),
    )
  }
  return local
}

async function signInAtOnce(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  accountId: string | null,
): Promise<void> {
  if (accountId === null) return provider.interactionFinished(request, response, { error: 'access_denied' })
  const grant = new provider.Grant({ accountId, clientId: CLIENT.id })
  grant.addOIDCScope('openid profile email')
  const grantId = await grant.save()
  await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } })
}
