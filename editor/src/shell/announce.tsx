import { create } from 'zustand'

/** Counts, so that the same words said twice are heard twice. */
const useSaid = create<{ readonly words: string; readonly count: number }>()(() => ({ words: '', count: 0 }))

/** Says to screen readers what happened, such as what a key did on the canvas. */
export const announce = (words: string): void =>
  useSaid.setState(({ count }) => ({ words, count: count + 1 }))

/** Where it is said. There is one on a page. */
export function Announcer() {
  const { words, count } = useSaid()
  return (
    <div className="spoken" role="status">
      <span key={count}>{words}</span>
    </div>
  )
}
