import { describe, expect, it } from 'vitest'
import { nearestName } from './nearest-name.ts'

describe('nearestName', () => {
  it.each([
    ['balence', 'balance'],
    ['teir', 'tier'],
    ['last_contct', 'last_contact'],
    ['last_con', 'none'],
    ['feess', 'fees'],
    ['tiers', 'tier'],
    ['rates', 'none'],
    ['x', 'none'],
  ])('takes %s for %s', (name, expected) => {
    expect(nearestName(name, ['fees', 'last_contact', 'balance', 'tier', 'y'])).toBe(expected)
  })

  it('takes the first of names that are as near, and none of no names', () => {
    expect(nearestName('bands', ['hands', 'lands'])).toBe('hands')
    expect(nearestName('bands', [])).toBe('none')
  })

  it('takes no time for a name without end', () => {
    expect(
      nearestName(
        'x'.repeat(5_000_000),
        Array.from({ length: 10_000 }, (_, at) => `name_${at}`),
      ),
    ).toBe('none')
  })
})
