import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { nodes, PLAYBOOK, playbookWith } from '../testing/small-bank.ts'
import { playbookJsonSchema } from './json-schema.ts'

const schema = playbookJsonSchema()
if (typeof schema !== 'object' || schema === null) throw new Error('The JSON Schema is no object')
const accepts = new Ajv2020({ allowUnionTypes: true }).compile(schema)

async function shipped(name: string): Promise<unknown> {
  const file = new URL(`../../../playbooks/${name}.json`, import.meta.url).href
  const { default: document }: { default: unknown } = await import(file, { with: { type: 'json' } })
  return document
}

describe('the JSON Schema of playbooks', () => {
  it.each(['retail', 'berka'])(
    'accepts the shipped playbook "%s", as any validator reads it',
    async (name) => {
      accepts(await shipped(name))
      expect(accepts.errors).toBeNull()
    },
  )

  it('accepts every node kind and refuses what parsing refuses', () => {
    expect(accepts(PLAYBOOK)).toBe(true)
    expect(accepts({ ...PLAYBOOK, currency: 'yuan' })).toBe(false)
    expect(accepts({ ...PLAYBOOK, colour: 'red' })).toBe(false)
    expect(accepts({ ...PLAYBOOK, nodes: [{ ...nodes.tier, bands: [] }] })).toBe(false)
  })

  it('accepts percentages with decimals that are no binary fractions', () => {
    for (const rate of [0.1, 0.6, 1.35, 4.2, 33.3333]) {
      const terms = [{ of: 'balance', rate }]
      expect(
        accepts(playbookWith({ ...nodes.contribution, calculation: { method: 'sum', terms } })),
        String(rate),
      ).toBe(true)
    }
  })
})
