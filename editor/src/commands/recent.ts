import { z } from 'zod'

const KEPT = 'recent-commands'
const MOST = 30

const recentSchema = z.array(z.string()).catch([])

/** What was done through the palette on this machine, the latest first. */
export function recentlyUsed(): readonly string[] {
  try {
    return recentSchema.parse(JSON.parse(localStorage.getItem(KEPT) ?? '[]'))
  } catch {
    return []
  }
}

export function markUsed(id: string): void {
  const used = [id, ...recentlyUsed().filter((each) => each !== id)].slice(0, MOST)
  localStorage.setItem(KEPT, JSON.stringify(used))
}
