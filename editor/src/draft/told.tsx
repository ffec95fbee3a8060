import { notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { refusalOf } from '../api/refusal.ts'
import { longestText } from '../document/longest-text.ts'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { blocking } from '../scrutiny/standing.ts'
import { useStandingWords } from '../scrutiny/use-standing.ts'
import { announce } from '../shell/announce.tsx'
import { Refused } from '../shell/refused.tsx'
import { usePlaceName } from '../workshop/step-name.ts'
import { saveNow } from './keep.ts'
import { useSaving } from './saving.ts'
import { useUnitName } from './unit-name.ts'

/** The notification of a draft that was not kept: there is one at most. */
const REFUSED = 'draft refused'
const SAVED = 'draft saved'
const TAKEN = 'others saved'
const TAKEN_MS = 5_000

/** Tells whoever asked that the draft is saved, or why it is not, and what others have changed meanwhile. */
export function useSavingTold(): void {
  useSavedTold()
  useRefusedTold()
  useTakenTold()
}

function useSavedTold(): void {
  const text = useText()
  const words = useStandingWords()
  const { state, asked, standing } = useSaving()
  useEffect(() => {
    if (state !== 'saved') return
    notifications.hide(REFUSED)
    if (asked === null) return
    useSaving.setState({ asked: null })
    const faulty = asked === 'save.done' && blocking(standing) > 0
    notifications.hide(SAVED)
    const what = words({ ...standing, warnings: 0 })
    notifications.show({ id: SAVED, message: faulty ? text('save.done_faulty', { what }) : text(asked) })
  }, [state, asked, standing, text, words])
}

/** Without being asked, only what waiting does not mend is told: the state beside the name says the rest. */
function useRefusedTold(): void {
  const { state, asked, error } = useSaving()
  useEffect(() => {
    const waits = state === 'unreachable' && !(asked !== null && navigator.onLine)
    if (error === null || waits || (state !== 'refused' && state !== 'unreachable')) return
    notifications.hide(REFUSED)
    notifications.show({
      id: REFUSED,
      color: 'red',
      // The alert is what it holds.
      role: 'group',
      message: <NotSaved error={error} />,
      autoClose: false,
    })
  }, [state, asked, error])
}

function NotSaved({ error }: { readonly error: unknown }) {
  const { code } = refusalOf(error)
  const tooLarge = code === 'body_too_large' || code === 'playbook_too_large'
  return (
    <>
      <Refused error={error} onRetry={() => void saveNow()} />
      {tooLarge && <Longest />}
    </>
  )
}

/** What to shorten in a draft that is too large. */
function Longest() {
  const text = useText()
  const placeName = usePlaceName()
  const document = useDocument((state) => state.document)
  const { path, length } = longestText(document)
  return <p>{text('save.longest', { place: placeName(path), length })}</p>
}

function useTakenTold(): void {
  const text = useText()
  const taken = useSaving((state) => state.taken)
  const document = useDocument((state) => state.document)
  const nameOf = useUnitName({ base: null, mine: document, theirs: null })
  useEffect(() => {
    if (!taken) return
    const what = taken.paths.slice(0, 3).map(nameOf).join(', ')
    const message = text('together.taken', { by: taken.by, what, more: Math.max(0, taken.paths.length - 3) })
    announce(message)
    notifications.hide(TAKEN)
    notifications.show({ id: TAKEN, message, autoClose: TAKEN_MS, role: 'group' })
    useSaving.setState({ taken: null })
  }, [taken, nameOf, text])
}
