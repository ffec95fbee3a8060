import { Loader } from '@mantine/core'
import { lazy, type ReactNode, Suspense, type SyntheticEvent, useEffect } from 'react'
import { useSelection } from '../canvas/selection.ts'
import { useCommands } from '../commands/command.ts'
import { useDocument } from '../document/store.ts'
import { useOpenTable } from './open-table.ts'

const Sheet = lazy(async () => ({ default: (await import('./sheet.tsx')).Sheet }))

/** A card of the canvas. */
const CARD = '.react-flow__node'

interface SheetPlaceProps {
  readonly editable: boolean
  /** The canvas. */
  readonly children: ReactNode
}

/** Where the canvas is, and in its place the decision table that is open as a sheet. */
export function SheetPlace({ editable, children }: SheetPlaceProps) {
  const { table, open, close } = useOpenTable()
  const nodes = useDocument((state) => state.shown?.nodes)
  const selected = useSelection((state) => state.selected)
  const isTable = (id: string | null | undefined): id is string =>
    nodes?.some((node) => node.id === id && node.kind === 'table') ?? false
  useCommands([
    {
      id: 'open_sheet',
      name: 'sheet.open',
      group: 'table',
      keys: ['Enter'],
      within: CARD,
      enabled: table === null && isTable(selected),
      run: () => isTable(selected) && open(selected),
    },
  ])
  useEffect(() => close, [close])
  if (table !== null)
    return (
      <Suspense fallback={<Loader size="sm" m="md" />}>
        <Sheet id={table} editable={editable} />
      </Suspense>
    )
  const openAt = (event: SyntheticEvent) => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>(CARD) : null
    const id = card?.dataset.id
    if (!isTable(id)) return
    event.preventDefault()
    open(id)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears what cards are asked
    <div
      style={{ display: 'contents' }}
      onDoubleClick={openAt}
      onKeyDown={(event) => {
        const onCard = event.target instanceof Element && event.target.matches(CARD)
        if (event.key === 'Enter' && onCard) openAt(event)
      }}
    >
      {children}
    </div>
  )
}
