import { Button } from '@mantine/core'
import { IconTable } from '@tabler/icons-react'
import { useText } from '../locale/text.ts'
import { useOpenTable } from './open-table.ts'

/** Opens a decision table as a sheet in place of the canvas. */
export function OpenAsSheet({ table }: { readonly table: string }) {
  const text = useText()
  const { table: isOpen, open } = useOpenTable()
  return (
    <Button
      size="compact-xs"
      variant="light"
      w="fit-content"
      disabled={isOpen === table}
      leftSection={<IconTable size={14} aria-hidden />}
      onClick={() => open(table)}
    >
      {text('sheet.open')}
    </Button>
  )
}
