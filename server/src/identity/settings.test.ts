import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { signInSettings } from './settings.ts'

const OIDC = { OIDC_ISSUER: 'https://sso.bank.example', OIDC_CLIENT_ID: 'playbook' }
const PUBLIC = { PUBLIC_URL: 'https://playbook.bank.example' }

test('without any setting people sign in by password, and the demo’s users by Basic too', () => {
  expect(signInSettings({})).toMatchObject({ publicUrl: null, password: true, basic: 'demo', provider: null })
})

test('a setting that cannot work is named before the server starts', () => {
  const faults: [Record<string, string>, RegExp][] = [
    [{ PUBLIC_URL: 'playbook.bank.example' }, /PUBLIC_URL/],
    [{ PUBLIC_URL: 'https://bank.example/playbook' }, /PUBLIC_URL/],
    [OIDC, /PUBLIC_URL/],
    [{ ...PUBLIC, OIDC_ISSUER: 'http://sso.bank.example', OIDC_CLIENT_ID: 'x' }, /OIDC_ISSUER/],
    [{ ...PUBLIC, OIDC_ISSUER: OIDC.OIDC_ISSUER }, /OIDC_CLIENT_ID/],
    [{ PASSWORD_SIGN_IN: 'off' }, /PASSWORD_SIGN_IN/],
    [{ PASSWORD_SIGN_IN: 'maybe' }, /PASSWORD_SIGN_IN/],
    [{ BASIC_SIGN_IN: 'yes' }, /BASIC_SIGN_IN/],
    [{ TRUSTED_PROXIES: '10.0.0.0/8, proxy' }, /TRUSTED_PROXIES/],
    [{ TRUSTED_PROXIES: '10.0.0.0/33' }, /TRUSTED_PROXIES/],
    // An empty length would be 0, and the whole world a trusted proxy.
    [{ TRUSTED_PROXIES: '10.0.0.0/' }, /TRUSTED_PROXIES/],
    [{ TRUSTED_PROXIES: '10.0.0.0/8.5' }, /TRUSTED_PROXIES/],
    [{ TRUSTED_PROXIES: '10.0.0.0/8/16' }, /TRUSTED_PROXIES/],
    [{ ...PUBLIC, OIDC_ISSUER: 'http://127.sso.example', OIDC_CLIENT_ID: 'x' }, /OIDC_ISSUER/],
    [{ REQUESTS_PER_MINUTE: '0' }, /REQUESTS_PER_MINUTE/],
  ]
  for (const [environment, named] of faults)
    expect(() => signInSettings(environment), JSON.stringify(environment)).toThrow(named)
})

test('the provider’s secret may be in a file; Basic ends where passwords do', () => {
  const directory = mkdtempSync(join(tmpdir(), 'settings-'))
  try {
    const file = join(directory, 'secret')
    writeFileSync(file, 'from a file\n')
    const environment = { ...PUBLIC, ...OIDC, OIDC_CLIENT_SECRET_FILE: file, PASSWORD_SIGN_IN: 'off' }
    expect(signInSettings(environment)).toMatchObject({
      password: false,
      basic: 'off',
      provider: { clientSecret: 'from a file', name: 'sso.bank.example', claim: 'preferred_username' },
    })
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
})
