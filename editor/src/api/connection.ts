import { MutationCache, onlineManager, type Query, QueryCache, QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { create } from 'zustand'
import { refusalOf } from './refusal.ts'

interface Ended {
  readonly ended: boolean
  readonly asking: boolean
  /** Asks whoever was signed in to sign in again, over the page as it stands. */
  ask(asking: boolean): void
  end(): void
  renew(): void
}

/** Whether the session ended while somebody was at work. */
export const useEndedSession = create<Ended>()((set) => ({
  ended: false,
  asking: false,
  ask: (asking) => set({ asking }),
  end: () => set({ ended: true }),
  renew: () => set({ ended: false, asking: false }),
}))

const isOver = (error: unknown): boolean => refusalOf(error).code === 'not_signed_in'

const notice = (error: unknown) => {
  if (isOver(error)) useEndedSession.getState().end()
}

/** What a page shows stays as it is when the session has ended: it is asked for again by whoever signs in again. */
const keepShown = (error: unknown, query: Query<unknown, unknown>) => {
  notice(error)
  if (isOver(error) && query.state.data !== undefined)
    query.setState({ status: 'success', error: null, isInvalidated: true })
}

/** All that the page asks of the server goes through this. */
export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: keepShown }),
  mutationCache: new MutationCache({ onError: notice }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays one however often it is asked for; only a lost connection is worth another try.
      retry: (failures, error) => refusalOf(error).status === 0 && failures < 2,
    },
  },
})

/** Whether there is a network. Without one, what is asked of the server waits, and goes out when it is back. */
export const useOnline = (): boolean =>
  useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  )
