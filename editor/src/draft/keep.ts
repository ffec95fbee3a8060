import { useEndedSession } from '../api/connection.ts'
import { putDraft } from '../api/playbooks.ts'
import { refusalOf } from '../api/refusal.ts'
import { isDocument } from '../document/reading.ts'
import { isDirty, useDocument } from '../document/store.ts'
import type { TextKey } from '../locale/text.ts'
import { standingOf } from '../scrutiny/standing.ts'
import { asJson, saveAsFile } from '../shell/save-as-file.ts'
import { inTurn } from './in-turn.ts'
import { beAlive, forgetEdits, keepEdits, type LocalEdits, TAB } from './local-edits.ts'
import { useSaving } from './saving.ts'
import { takeTheirs } from './take-theirs.ts'

/** The draft is saved after so long without an edit, and at the latest after so long with some, in milliseconds. */
const IDLE_MS = 2_000
const LATEST_MS = 10_000
/** A server that does not answer is asked again, less and less often. */
const FIRST_RETRY_MS = 2_000
const LAST_RETRY_MS = 30_000
/** How often somebody else may be faster in a row before a save gives up for the moment. */
const MOST_TRIES = 5

/** Somebody else has signed in behind the page's back: for whoever edits here the session has ended. */
const OF_OTHERS: readonly string[] = ['other_user', 'role_not_allowed', 'password_due']

const CHANGED_MEANWHILE = 412
const NOT_SIGNED_IN = 401
const TOO_MANY = 429
const OF_SERVER = 500

let user: string | null = null
let timer: ReturnType<typeof setTimeout> | undefined
let waitingSince = 0
let retryMs = FIRST_RETRY_MS

/** Saves now because somebody wants it, who is told when it is done, or why it is not. */
export function saveNow(said: TextKey = 'save.done'): Promise<void> {
  useSaving.setState({ asked: said })
  return inTurn(() => save('hand'))
}

/** Saves what is not saved yet, without a word. */
export const saveQuietly = (): Promise<void> => inTurn(() => save('editor'))

/**
 * Keeps every edit from now on: at once on this computer, under the name of the user, and on the server as soon as
 * there is a moment without typing. It goes on when the workshop is left; signing out loads the page anew.
 */
export function keepFor(id: string): void {
  if (user !== null) return
  user = id
  beAlive()
  useDocument.subscribe((now, before) => {
    if (now.document === before.document && now.opened === before.opened) return
    if (isDirty(now)) edited()
    else if (useSaving.getState().state !== 'saving') allSaved()
  })
  useEndedSession.subscribe((now, before) => {
    if (before.ended && !now.ended) void saveQuietly()
  })
  window.addEventListener('online', () => void saveQuietly())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void saveQuietly()
  })
}

function edited(): void {
  const { state } = useSaving.getState()
  if (state === 'saved' || state === 'refused') {
    waitingSince = Date.now()
    useSaving.setState({ state: 'waiting' })
  }
  keepHere()
  if (state === 'saved' || state === 'refused' || state === 'waiting')
    saveIn(Math.min(IDLE_MS, Math.max(0, waitingSince + LATEST_MS - Date.now())))
}

function allSaved(): void {
  clearTimeout(timer)
  useSaving.setState({ state: 'saved', error: null })
  keepHere()
}

function saveIn(milliseconds: number): void {
  clearTimeout(timer)
  timer = setTimeout(() => void saveQuietly(), milliseconds)
}

async function save(by: 'hand' | 'editor', tries = 0): Promise<void> {
  const { document, opened, history, reading, markSaved } = useDocument.getState()
  clearTimeout(timer)
  if (!opened || user === null) return
  if (!isDirty(useDocument.getState())) return allSaved()
  // What has not the form of a playbook, as in the middle of an edit, is kept on this computer only.
  if (!isDocument(document) || reading.playbook === null) return
  if (by === 'editor' && useSaving.getState().state === 'conflict') return
  const step = history.past.at(-1)
  useSaving.setState({ state: 'saving' })
  try {
    const auto = by === 'editor'
    const { etag, problems } = await putDraft(opened.playbook, {
      document,
      etag: opened.etag,
      as: user,
      auto,
    })
    retryMs = FIRST_RETRY_MS
    markSaved(step, etag, document)
    useSaving.setState({ at: new Date(), standing: standingOf(problems), error: null })
    if (!isDirty(useDocument.getState())) return allSaved()
    waitingSince = Date.now()
    useSaving.setState({ state: 'waiting' })
    saveIn(IDLE_MS)
  } catch (error) {
    await notSaved(error, by, opened.playbook, tries)
  }
}

async function notSaved(error: unknown, by: 'hand' | 'editor', playbook: string, tries: number) {
  const { status, code } = refusalOf(error)
  if (status === CHANGED_MEANWHILE && tries < MOST_TRIES) {
    const taken = await takeTheirs(playbook).catch(() => null)
    if (taken === true) return save(by, tries + 1)
    if (taken === false) return useSaving.setState({ choosing: by === 'hand', asked: null })
  }
  const ended = status === NOT_SIGNED_IN || OF_OTHERS.includes(code)
  if (ended) useEndedSession.getState().end()
  const passes =
    ended || status === 0 || status >= OF_SERVER || status === TOO_MANY || status === CHANGED_MEANWHILE
  useSaving.setState({ state: passes ? 'unreachable' : 'refused', error })
  if (!passes) return
  saveIn(retryMs)
  retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
}

/**
 * Saves what is not saved yet because another playbook is opened in its place. What the server does not take stays
 * on this computer, and is asked about when the playbook is opened again; a browser that keeps nothing hands it out
 * as a file.
 */
export const leaveDraft = (): Promise<void> =>
  inTurn(async () => {
    await save('editor')
    const left = localEdits()
    if (!left) return
    try {
      await keepEdits({ ...left, tab: crypto.randomUUID() })
    } catch {
      saveAsFile(`${left.playbook}.json`, asJson(left.document))
    }
  })

/** What the server has not, to be kept here; null when it has everything. */
function localEdits(): LocalEdits | null {
  const { document, opened, ...state } = useDocument.getState()
  if (user === null || !opened || !isDirty(state)) return null
  if (!isDocument(document) || !isDocument(opened.document)) return null
  const base = { document: opened.document, etag: opened.etag }
  return { user, playbook: opened.playbook, tab: TAB, at: new Date().toISOString(), base, document }
}

let writing = false

/** Keeps on this computer what the server has not, or forgets it there; the latest state while another is written. */
function keepHere(): void {
  useSaving.setState({ kept: false })
  if (writing) return
  writing = true
  void keptHere().finally(() => {
    writing = false
  })
}

async function keptHere(): Promise<void> {
  for (;;) {
    const { document, opened } = useDocument.getState()
    try {
      const edits = localEdits()
      await (edits ? keepEdits(edits) : forgetEdits(TAB))
    } catch {
      // A browser that keeps nothing asks before the page is closed instead.
      return
    }
    const now = useDocument.getState()
    // What is saved meanwhile is no edit any more, though the document is the same.
    if (now.document === document && now.opened === opened) {
      useSaving.setState({ kept: true })
      return
    }
  }
}
