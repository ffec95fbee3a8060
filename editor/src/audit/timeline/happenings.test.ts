import { expect, test } from 'vitest'
import type { Activation } from '../../api/life.ts'
import type { Overlay } from '../../api/overlays.ts'
import type { Version } from '../../api/playbooks.ts'
import { happeningsOf, type Known, narrowed } from './happenings.ts'
import { grouped } from './saves.ts'

const version = (number: number, more: Partial<Version> = {}): Version => ({
  version: number,
  hash: '',
  state: 'approved',
  author: 'li',
  at: `2026-03-0${number}T08:00:00.000Z`,
  note: '',
  base: null,
  contributors: ['li'],
  review: null,
  activations: [],
  evidence: null,
  ...more,
})

const activation = (number: number, of: number, more: Partial<Activation> = {}): Activation => ({
  number,
  playbook: 'retail',
  version: of,
  from: '2026-03-05',
  branches: null,
  state: 'in_force',
  by: 'wang',
  at: `2026-03-05T09:0${number}:00.000Z`,
  reason: '',
  withdrawal: null,
  ...more,
})

const told = (known: Partial<Known>) =>
  happeningsOf('retail', {
    versions: [],
    activations: [],
    experiments: [],
    runs: [],
    overlays: [],
    branches: ['B1', 'B2'],
    today: '2026-03-20',
    ...known,
  })

const kinds = (known: Partial<Known>) => told(known).map(({ kind, version }) => `${kind} ${version}`)

test('A version retires when the last branch has another one', () => {
  const first = activation(1, 1)
  const inOne = activation(2, 2, { branches: ['B1'] })
  expect(kinds({ activations: [first, inOne] })).toEqual(['activated 2', 'activated 1'])
  const inOther = activation(3, 2, { branches: ['B2'] })
  expect(kinds({ activations: [inOther, inOne, first] })).toEqual([
    'retired 1',
    'activated 2',
    'activated 2',
    'activated 1',
  ])
})

test('What is scheduled retires nothing before its day, and nothing at all when it was withdrawn', () => {
  const first = activation(1, 1)
  const later = activation(2, 2, { from: '2026-04-01', state: 'scheduled' })
  const withdrawn = activation(3, 2, {
    from: '2026-03-10',
    state: 'withdrawn',
    withdrawal: { by: 'wang', at: '2026-03-06T09:00:00.000Z', reason: 'Too early' },
  })
  expect(kinds({ activations: [first, later, withdrawn] })).toEqual([
    'activation_withdrawn 2',
    'activated 2',
    'activated 2',
    'activated 1',
  ])
  const begun = { ...later, from: '2026-03-12', state: 'in_force' as const }
  expect(told({ activations: [first, begun] }).filter(({ at }) => at === '2026-03-12')).toMatchObject([
    { kind: 'retired', version: 1 },
    { kind: 'came_into_force', version: 2 },
  ])
})

test('Of a branch there is only what happened there, of versions that were in force in it', () => {
  const versions = [version(1), version(2), version(3, { state: 'submitted' })]
  const here = activation(1, 1, { branches: ['B1'] })
  const there = activation(2, 2, { branches: ['B2'] })
  const all = told({ versions, activations: [here, there] })
  const shown = narrowed(all, versions, { branch: 'B1', state: null })
  expect(shown.map(({ kind, version }) => `${kind} ${version}`)).toEqual(['activated 1', 'submitted 1'])
  expect(narrowed(all, versions, { branch: null, state: 'submitted' })).toMatchObject([{ version: 3 }])
  expect(narrowed(all, versions, { branch: 'B1', state: 'submitted' })).toEqual([])
})

test('A branch’s own settings are told from their approval on, of a branch only its own', () => {
  const verdict = (verdict: Overlay['verdicts'][number]['verdict'], day: number) => ({
    verdict,
    by: 'wang',
    at: `2026-03-1${day}T08:00:00.000Z`,
    comment: '',
    validFrom: null,
    effect: null,
  })
  const overlay = (branch: string, verdicts: Overlay['verdicts'], playbook = 'retail'): Overlay => ({
    id: branch,
    branch,
    playbook,
    state: 'in_force',
    values: {},
    note: '',
    author: 'li',
    contributors: [],
    revision: 1,
    at: '2026-03-09T08:00:00.000Z',
    submittedAt: null,
    wantedFrom: null,
    validFrom: '2026-03-11',
    verdicts,
    problems: [],
  })
  const all = told({
    overlays: [
      overlay('B1', [verdict('approved', 1), verdict('ended', 4)]),
      overlay('B2', [verdict('approved', 2)]),
      overlay('B1', [verdict('sent_back', 3)]),
      overlay('B1', [verdict('approved', 1)], 'private'),
    ],
  })
  const inBranch = (branch: string | null) => narrowed(all, [], { branch, state: null })
  expect(inBranch(null).map(({ kind }) => kind)).toEqual([
    'overlay_ended',
    'overlay_approved',
    'overlay_approved',
  ])
  expect(inBranch('B1').map(({ kind }) => kind)).toEqual(['overlay_ended', 'overlay_approved'])
  expect(inBranch('B2')).toMatchObject([{ kind: 'overlay_approved', at: '2026-03-12T08:00:00.000Z' }])
  expect(narrowed(all, [], { branch: 'B1', state: 'active' })).toEqual([])
})

test('Saves of a draft that follow one another are told as one, with everybody who saved', () => {
  const entry = (number: number, action: string, by: string) => ({
    number,
    at: `2026-03-01T0${number}:00:00.000Z`,
    by,
    action,
    subject: 'playbooks/retail/draft',
    details: {},
    personal: null,
    erased: 0,
    hash: '',
  })
  const newestFirst = [
    entry(5, 'draft.saved', 'li'),
    entry(4, 'version.submitted', 'li'),
    entry(3, 'draft.saved', 'wang'),
    entry(2, 'version.exported', 'auditor'),
    entry(1, 'draft.saved', 'li'),
  ]
  expect(grouped(newestFirst)).toMatchObject([
    { count: 1, by: ['li'] },
    { count: 2, by: ['wang', 'li'], at: '2026-03-01T03:00:00.000Z' },
  ])
})
