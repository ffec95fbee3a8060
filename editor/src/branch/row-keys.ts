import { type RefCallback, useCallback, useEffect, useRef, useState } from 'react'
import { hasKeysForItself } from '../commands/command.ts'
import { usePhone } from '../shell/phone.ts'
import type { Outcome } from './outcomes.ts'

/** What the keys do on the row of a list that has the focus. */
interface RowKeys {
  outcome(outcome: Outcome): void
  note(): void
}

const rows = new Map<Element, { readonly current: RowKeys }>()

/** Rows are known by this, in the order of the page. */
export const ROW = '[data-testid="action"]'

/** Gives a row its keys as long as it is drawn. */
export function useRowKeys(keys: RowKeys): RefCallback<HTMLElement> {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  return useCallback((row) => {
    if (!row) return
    rows.set(row, latest)
    if (awaited !== undefined && row.dataset.customer === awaited) {
      awaited = undefined
      row.focus()
    }
    return () => {
      if (row.contains(document.activeElement)) goOnFrom(row)
      rows.delete(row)
    }
  }, [])
}

/**
 * Puts the focus on the first row of the page once that is drawn, so that the keys work at once. Whoever types by
 * then, or has gone elsewhere, keeps it; on a telephone there are no keys.
 */
export function useBeginAtFirstRow(isDrawn: boolean): void {
  const isPhone = usePhone()
  const [before] = useState(() => document.activeElement)
  const begun = useRef(false)
  useEffect(() => {
    if (!isDrawn || begun.current) return
    begun.current = true
    const { activeElement, body } = document
    const isElsewhere = activeElement !== before && activeElement !== body && activeElement !== null
    if (isPhone || isElsewhere || hasKeysForItself(activeElement)) return
    document.querySelector<HTMLElement>(ROW)?.focus({ preventScroll: true })
  }, [isDrawn, isPhone, before])
}

/** A row that goes with the focus leaves it to the next one, or to the one before. */
function goOnFrom(row: HTMLElement): void {
  const all = [...document.querySelectorAll<HTMLElement>(ROW)]
  const at = all.indexOf(row)
  const near = [...all.slice(at + 1), ...all.slice(0, at).toReversed()]
  queueMicrotask(() => {
    if (document.activeElement === document.body) near.find((each) => each.isConnected)?.focus()
  })
}

/** The row in which the focus is; null when it is in none. */
const focusedRow = (): HTMLElement | null => document.activeElement?.closest<HTMLElement>(ROW) ?? null

/** What the keys do on the row in which the focus is. */
export const keysOfFocused = (): RowKeys | null => rows.get(focusedRow() ?? document.body)?.current ?? null

/** Moves the focus by so many rows; from outside of the list to its first one. */
export function focusRow(by: number): void {
  const all = [...document.querySelectorAll<HTMLElement>(ROW)]
  const row = focusedRow()
  const next = row ? all.indexOf(row) + by : 0
  all[Math.min(Math.max(next, 0), all.length - 1)]?.focus()
}

/**
 * Remembers which row comes after a customer's, to go on there once his own may be gone. Whoever has gone elsewhere
 * by then stays there.
 */
export function rowAfter(customer: string): () => void {
  const all = [...document.querySelectorAll<HTMLElement>(ROW)]
  const at = all.findIndex((row) => row.dataset.customer === customer)
  const next = (all[at + 1] ?? all[at - 1])?.dataset.customer
  const before = document.activeElement
  return () => {
    const { activeElement, body } = document
    if (activeElement === before || activeElement === body || activeElement === null) focusCustomer(next)
  }
}

/** The customer who gets the focus as soon as his row is drawn. */
let awaited: string | undefined

/** Puts the focus on a customer's row, now or when it is there. */
export function focusCustomer(customer: string | undefined): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROW)]
  const row = rows.find((each) => each.dataset.customer === customer)
  row?.focus()
  awaited = row ? undefined : customer
}
