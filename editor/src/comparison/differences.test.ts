import { type Playbook, playbookSchema } from '@branch-playbook/engine'
import { describe, expect, it } from 'vitest'
import { retailPlaybook } from '../testing/playbook.ts'
import { compared } from './differences.ts'

const PLAYBOOK = playbookSchema.parse(retailPlaybook())

const edited = (edit: (playbook: Playbook) => void): Playbook => {
  const playbook = structuredClone(PLAYBOOK)
  edit(playbook)
  return playbook
}

const marksOf = (playbook: Playbook) => {
  const { before, after, counts, changes } = compared(PLAYBOOK, playbook, 'en')
  const told = ({ key, mark }: { key: string; mark: string }) => [key, mark]
  return {
    before: Object.fromEntries(before.map(told)),
    after: Object.fromEntries(after.map(told)),
    counts,
    changes,
  }
}

describe('two playbooks compared', () => {
  it('are the same when nothing differs', () => {
    const { counts, changes } = marksOf(PLAYBOOK)
    expect(changes).toEqual([])
    expect(counts.same).toBe(PLAYBOOK.nodes.length)
  })

  it('mark a node that is new on the later side only, and one that is gone on the earlier', () => {
    const removed = PLAYBOOK.nodes.find(({ id }) => id === 'birthday_greeting')
    const found = marksOf(
      edited((playbook) => {
        playbook.nodes = playbook.nodes.filter(({ id }) => id !== removed?.id)
        playbook.nodes.push({
          id: 'quick_loans',
          kind: 'rule',
          name: { 'zh-CN': '快贷', en: 'Quick loans' },
          when: { of: 'loans', is: 'more', value: 100 },
        })
      }),
    )
    expect(found.before.birthday_greeting).toBe('removed')
    expect(found.after.birthday_greeting).toBeUndefined()
    expect(found.after.quick_loans).toBe('added')
    expect(found.before.quick_loans).toBeUndefined()
    expect([found.counts.added, found.counts.removed]).toEqual([1, 1])
  })

  it('say of a changed threshold where it stands, and what it was and is', () => {
    const { after, changes } = marksOf(
      edited((playbook) => {
        const tier = playbook.nodes.find(({ id }) => id === 'tier')
        if (tier?.kind === 'tier' && tier.bands[0]) tier.bands[0].from = 6_000_000
      }),
    )
    expect(after.tier).toBe('changed')
    expect(changes).toEqual([
      {
        node: 'tier',
        part: 'nodes',
        title: 'Customer tier',
        mark: 'changed',
        differences: [
          {
            kind: 'changed',
            thing: 'Customer tier',
            place: 'A › from',
            before: '¥50,000.00',
            after: '¥60,000.00',
          },
        ],
      },
    ])
  })

  it('know a node again that only has another name', () => {
    const { after, counts } = marksOf(
      edited((playbook) => {
        const tier = playbook.nodes.find(({ id }) => id === 'tier')
        if (tier) tier.name = { 'zh-CN': '等级', en: 'Level' }
      }),
    )
    expect(after.tier).toBe('renamed')
    expect(counts.renamed).toBe(1)
  })
})
