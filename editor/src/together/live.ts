import { useEffect } from 'react'
import { z } from 'zod'
import { commentsKey } from '../api/comments.ts'
import { queries, useEndedSession } from '../api/connection.ts'
import { draftKey, sayWhere, versionsKey } from '../api/playbooks.ts'
import { readSession } from '../api/session.ts'
import { useSelection } from '../canvas/selection.ts'
import { TAB } from '../draft/local-edits.ts'
import { catchUp } from '../draft/take-theirs.ts'
import { peopleSchema, usePeople } from './people.ts'

/** A lost connection is tried again after so long, then after twice as long each time, in milliseconds. */
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 30_000
/** Without a sign for so long the connection is lost, though nobody said so. */
const SILENCE_MS = 15_000
/** A page that nobody sees for so long leaves: a browser has few connections, and its user is elsewhere. */
const HIDDEN_MS = 20_000

const draftSchema = z.object({ etag: z.string() })

/** Hears at once what others do to the playbook, and is seen by them, for as long as the page is looked at. */
export function useLive(playbook: string, editable: boolean): void {
  useEffect(() => {
    const line = new Line(playbook, editable)
    line.open()
    return () => line.close()
  }, [playbook, editable])
}

/** The connection of this page, which comes back by itself. */
class Line {
  readonly #playbook: string
  readonly #editable: boolean
  #source: EventSource | null = null
  #retryMs = FIRST_RETRY_MS
  #retry: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined
  #hidden: ReturnType<typeof setTimeout> | undefined
  readonly #stopped = new AbortController()

  constructor(playbook: string, editable: boolean) {
    this.#playbook = playbook
    this.#editable = editable
  }

  open(): void {
    const { signal } = this.#stopped
    window.addEventListener('online', () => this.#connect(), { signal })
    window.addEventListener('offline', () => this.#lost(), { signal })
    document.addEventListener('visibilitychange', () => this.#seen(), { signal })
    const unsubscribe = [
      useSelection.subscribe((now, before) => {
        if (now.selected !== before.selected) this.#sayWhere()
      }),
      useEndedSession.subscribe((now, before) => {
        if (before.ended && !now.ended) this.#connect()
      }),
    ]
    signal.addEventListener('abort', () => {
      for (const each of unsubscribe) each()
    })
    this.#connect()
  }

  close(): void {
    this.#stopped.abort()
    this.#drop()
  }

  #connect(): void {
    this.#drop()
    if (this.#stopped.signal.aborted) return
    const source = new EventSource(`/api/playbooks/${encodeURIComponent(this.#playbook)}/live?tab=${TAB}`)
    this.#source = source
    const on = (event: string, hear: (data: unknown) => void) =>
      source.addEventListener(event, ({ data }: MessageEvent<string>) => {
        this.#listen()
        hear(JSON.parse(data))
      })
    source.addEventListener('open', () => this.#connected())
    source.addEventListener('error', () => this.#lost())
    on('pulse', () => undefined)
    on('present', (data) => usePeople.setState(peopleSchema.parse(data)))
    on('draft', (data) => this.#catchUp(draftSchema.parse(data).etag))
    on('comments', () => void queries.invalidateQueries({ queryKey: commentsKey(this.#playbook) }))
    on('versions', () => this.#refresh())
    on('ended', () => {
      this.#drop()
      useEndedSession.getState().end()
    })
    this.#listen()
  }

  #connected(): void {
    // Whoever was away missed what happened meanwhile.
    if (this.#retryMs > FIRST_RETRY_MS) this.#refresh()
    this.#retryMs = FIRST_RETRY_MS
    this.#catchUp()
    this.#sayWhere()
  }

  #listen(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => this.#lost(), SILENCE_MS)
  }

  #drop(): void {
    for (const timer of [this.#retry, this.#silence, this.#hidden]) clearTimeout(timer)
    this.#source?.close()
    this.#source = null
    usePeople.setState({ people: [] })
  }

  #lost(): void {
    this.#drop()
    if (this.#stopped.signal.aborted || useEndedSession.getState().ended) return
    this.#retry = setTimeout(() => this.#connect(), this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS)
    // The browser does not say why: it may be that nobody is signed in any more.
    if (navigator.onLine)
      readSession().then(
        (session) => {
          if (session === null) useEndedSession.getState().end()
        },
        () => undefined,
      )
  }

  #seen(): void {
    clearTimeout(this.#hidden)
    if (document.visibilityState === 'hidden') this.#hidden = setTimeout(() => this.#drop(), HIDDEN_MS)
    else if (this.#source === null) this.#connect()
  }

  #catchUp(etag?: string): void {
    if (this.#editable) void catchUp(this.#playbook, etag)
  }

  #refresh(): void {
    for (const key of [versionsKey, draftKey, commentsKey])
      void queries.invalidateQueries({ queryKey: key(this.#playbook) })
  }

  #sayWhere(): void {
    if (this.#source?.readyState !== EventSource.OPEN) return
    void sayWhere(this.#playbook, TAB, useSelection.getState().selected).catch(() => undefined)
  }
}
