import { lazy, Suspense } from 'react'
import { useDocument } from '../document/store.ts'
import { FileDrop } from './file-drop.tsx'
import { useExported, useImport } from './store.ts'

const ImportDialog = lazy(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }))
const ExportedDialog = lazy(async () => ({
  default: (await import('./exported-dialog.tsx')).ExportedDialog,
}))

/** What is open of the ways in and out by files. */
export function FileExchange({ editable }: { readonly editable: boolean }) {
  const playbook = useDocument((state) => state.shown)
  const file = useImport((state) => state.file)
  const isTold = useExported(({ exported }) => exported !== null)
  return (
    <Suspense>
      {editable && <FileDrop />}
      {editable && file && playbook && <ImportDialog file={file} playbook={playbook} />}
      {isTold && <ExportedDialog />}
    </Suspense>
  )
}
