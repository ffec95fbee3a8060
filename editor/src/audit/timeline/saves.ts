import type { Entry } from '../../api/audit.ts'
import type { Happening } from './happenings.ts'

/** Saves that follow one another are told as one; any other step of the playbook's life ends them. */
export function grouped(entries: readonly Entry[]): Happening[] {
  const told: Happening[] = []
  let open: { at: string; by: Set<string>; count: number } | null = null
  const close = () => {
    if (open) told.push({ kind: 'drafted', version: null, said: '', ...open, by: [...open.by] })
    open = null
  }
  for (const { action, at, by } of entries) {
    if (action === 'draft.saved') {
      open ??= { at, by: new Set(), count: 0 }
      open.by.add(by)
      open.count += 1
      continue
    }
    if (action === 'version.exported') continue
    close()
    if (action === 'draft.discarded')
      told.push({ kind: 'discarded', version: null, at, by: [by], said: '', count: 1 })
  }
  close()
  return told
}
