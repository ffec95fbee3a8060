import { TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconSearch, IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Tool } from '../inspector/fields/tool.tsx'
import { useText } from '../locale/text.ts'
import { found, nextFound } from './find.ts'
import { useSheet } from './model.ts'
import { clamped, only } from './selection.ts'
import classes from './sheet.module.css'
import { useSheetState } from './sheet-state.ts'

interface FindBarProps {
  readonly sought: string
  onClose(): void
}

/** Looks for a text in all cells, and goes from one to the next. */
export function FindBar({ sought, onClose }: FindBarProps) {
  const text = useText()
  const { size, textAt } = useSheet()
  const selection = useSheetState((state) => state.selection)
  const { seek, select } = useSheetState.getState()
  const cells = useMemo(() => found(sought, size, textAt), [sought, size, textAt])
  const { active } = clamped(selection, size)
  const place = cells.findIndex(({ row, column }) => row === active.row && column === active.column) + 1
  const go = (backwards: boolean) => {
    const next = nextFound(cells, active, backwards)
    if (next) select(only(next))
  }
  return (
    <search className={classes.find}>
      <TextInput
        size="xs"
        autoFocus
        aria-label={text('sheet.find')}
        placeholder={text('sheet.find')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={sought}
        onChange={({ currentTarget }) => seek(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go(event.shiftKey)
          else if (event.key === 'Escape') onClose()
          else return
          event.preventDefault()
        }}
      />
      <output>{sought.trim() !== '' && text('sheet.found', { place, count: cells.length })}</output>
      <Tool label={text('sheet.find_before')} disabled={cells.length === 0} onClick={() => go(true)}>
        <IconChevronUp size={15} />
      </Tool>
      <Tool label={text('sheet.find_next')} disabled={cells.length === 0} onClick={() => go(false)}>
        <IconChevronDown size={15} />
      </Tool>
      <Tool label={text('close')} onClick={onClose}>
        <IconX size={15} />
      </Tool>
    </search>
  )
}
