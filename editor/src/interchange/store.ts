import type { Problem } from '@branch-playbook/engine'
import { create } from 'zustand'

interface ImportState {
  /** The file whose content is looked at before it becomes part of the playbook. */
  readonly file: File | null
  look(file: File): void
  close(): void
}

export const useImport = create<ImportState>()((set) => ({
  file: null,
  look: (file) => set({ file }),
  close: () => set({ file: null }),
}))

interface Exported {
  readonly name: string
  readonly problems: readonly Problem[]
}

interface ExportState {
  /** A file that says something otherwise than the playbook. */
  readonly exported: Exported | null
  tell(exported: Exported): void
  close(): void
}

export const useExported = create<ExportState>()((set) => ({
  exported: null,
  tell: (exported) => set({ exported }),
  close: () => set({ exported: null }),
}))
