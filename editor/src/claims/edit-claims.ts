import { type Claim, type Invariant, LOCALES } from '@branch-playbook/engine'
import { create } from 'zustand'
import { uniqueName } from '../composition/unique.ts'
import type { StepName } from '../document/history.ts'
import { useDocument } from '../document/store.ts'
import { loadMessages, messagesOf } from '../locale/messages.ts'
import { newClaim, SENTENCE_NAMES, type Sentence } from './sentences.ts'

interface OpenedClaim {
  /** The claim whose form is open, by its id. */
  readonly id: string | null
  open(id: string | null): void
}

/** Which claim the panel shows. */
export const useOpenedClaim = create<OpenedClaim>()((set) => ({ id: null, open: (id) => set({ id }) }))

const put = (invariants: readonly Invariant[], name: StepName) =>
  useDocument
    .getState()
    .changeAll([{ path: ['invariants'], value: invariants.length > 0 ? invariants : undefined }], name)

/** Adds a claim that says such a sentence, named in both languages, and opens it. Answers its name. */
export async function addClaim(sentence: Sentence): Promise<Invariant['name'] | null> {
  await Promise.all(LOCALES.map(loadMessages))
  const playbook = useDocument.getState().shown
  const claim = playbook && newClaim(sentence, playbook)
  if (!playbook || !claim) return null
  const { invariants = [] } = playbook
  const id = freeId(invariants)
  const called = (locale: (typeof LOCALES)[number]) => messagesOf(locale)[SENTENCE_NAMES[sentence]] ?? id
  const name = { 'zh-CN': called('zh-CN'), en: called('en') }
  put([...invariants, { id, name, claim }], { text: 'step.claim_added' })
  useOpenedClaim.getState().open(id)
  return name
}

/** Makes the claim say another sentence. Its name stays. */
export function resayClaim(at: number, claim: Claim, words: string): void {
  useDocument.getState().changeAll([{ path: ['invariants', at, 'claim'], value: claim }], {
    text: 'step.claim_changed',
    values: { name: words },
  })
}

export function removeClaim(at: number, words: string): void {
  const { invariants = [] } = useDocument.getState().shown ?? {}
  const left = invariants.toSpliced(at, 1)
  put(left, { text: 'step.claim_removed', values: { name: words } })
  useOpenedClaim.getState().open(left[Math.min(at, left.length - 1)]?.id ?? null)
}

/** Counted on from those there are, so that the newest has the greatest number. */
function freeId(invariants: readonly Invariant[]): string {
  const number = invariants.length + 1
  return uniqueName(`claim_${number}`, new Set(invariants.map(({ id }) => id)), number + 1)
}
