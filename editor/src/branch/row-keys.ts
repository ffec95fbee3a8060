import { type RefCallback, useCallback, useEffect, useRef } from 'react'
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
    return () => void rows.delete(row)
  }, [])
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

/** Remembers which row comes after a customer's, to go on there once his own may be gone. */
export function rowAfter(customer: string): () => void {
  const all = [...document.querySelectorAll<HTMLElement>(ROW)]
  const at = all.findIndex((row) => row.dataset.customer === customer)
  const next = (all[at + 1] ?? all[at - 1])?.dataset.customer
  return () => focusCustomer(next)
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
