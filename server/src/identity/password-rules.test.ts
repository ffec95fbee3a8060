import { expect, test } from 'vitest'
import { hashPassword, passwordFits } from './password.ts'
import { weaknessOf } from './password-rules.ts'

test('a password is long, not the user’s name again, and not what everybody tries; nothing else is asked', () => {
  const faults = {
    elevenchars: 'short',
    短短短短: 'short',
    'li.wei.1988-li.wei.1988': 'like_id',
    'li.wei.1988!!!!': 'like_id',
    password1234: 'common',
    'PASSWORD-1234': 'common',
    '123456789012': 'common',
    '987654321098': 'common',
    aaaaaaaaaaaaaaaa: 'common',
    abcabcabcabcabc: 'common',
    qwertyuiopas: 'common',
    'three boats on the river': null,
    mnbvrtyuplokij: null,
    春江潮水连海平海上明月: 'short',
    春江潮水连海平海上明月共潮生: null,
  }
  for (const [password, fault] of Object.entries(faults)) {
    expect(weaknessOf(password, 'li.wei.1988'), password).toBe(fault)
  }
})

test('a stored password is argon2id with OWASP’s cost, salted; a stored scrypt or none fits nothing', async () => {
  const stored = await hashPassword('three boats on the river')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await hashPassword('three boats on the river')).not.toBe(stored)
  expect(await passwordFits('three boats on the river', stored)).toBe(true)
  expect(await passwordFits('three boats on the rivers', stored)).toBe(false)
  // Composed and decomposed letters look alike and are typed on different machines.
  expect(await passwordFits('caf\u00e9 au lait', await hashPassword('cafe\u0301 au lait'))).toBe(true)
  for (const none of ['', 'scrypt:AAAA:AAAA']) expect(await passwordFits('', none)).toBe(false)
})
