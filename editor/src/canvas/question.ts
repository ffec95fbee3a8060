import { create } from 'zustand'
import type { Point } from './layout.ts'

/** The end of an edge that a new node is to have at its other end. */
export interface From {
  readonly node: string
  /** Whether the new node uses that one, or that one uses it. */
  readonly way: 'used_by_new' | 'uses_new'
}

/** What is asked before something is done on the canvas. */
export type Question =
  /** Which kind of node is to be added, where on the canvas, and from which node it was asked for. */
  | { readonly ask: 'kind'; readonly at?: Point; readonly from?: From }
  /** To which node one is to be connected. */
  | { readonly ask: 'target'; readonly source: string }
  /** Which field of the target takes the source. */
  | { readonly ask: 'field'; readonly source: string; readonly target: string }
  /** Which connection of a node is to be taken away. */
  | { readonly ask: 'edge'; readonly node: string }
  /** Which node or fact is looked for. */
  | { readonly ask: 'where' }

interface Asked {
  readonly question: Question | null
  /** Where on the page it is asked; null for the middle. */
  readonly at: Point | null
  ask(question: Question, at?: Point): void
  answered(): void
}

/** The question that is open over the canvas. */
export const useQuestion = create<Asked>()((set) => ({
  question: null,
  at: null,
  ask: (question, at) => set({ question, at: at ?? null }),
  answered: () => set({ question: null, at: null }),
}))
