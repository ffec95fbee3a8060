import { useFileDialog } from '@mantine/hooks'
import { useImport } from './store.ts'

/**
 * Asks for a file, whose content is looked at before it becomes part of the playbook.
 * @param accept The endings that the dialog offers, such as `.xlsx,.dmn`.
 */
export function useChooseFile(accept: string): () => void {
  const { open } = useFileDialog({
    accept,
    multiple: false,
    resetOnOpen: true,
    onChange: (files) => {
      const file = files?.[0]
      if (file) useImport.getState().look(file)
    },
  })
  return open
}
