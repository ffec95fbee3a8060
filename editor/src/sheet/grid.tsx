import { type Range as Drawn, defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type ClipboardEvent, useCallback, useEffect, useMemo, useRef } from 'react'
import { useText } from '../locale/text.ts'
import { clear, selected, textsOf } from './act.ts'
import { writeHtml, writeTabbed } from './clipboard.ts'
import type { Point } from './context-menu.tsx'
import { GapRow } from './gap-row.tsx'
import classes from './grid.module.css'
import { GridRow } from './grid-row.tsx'
import { Head } from './head.tsx'
import { press } from './keys.ts'
import { edgesOf, HEAD_HEIGHT, ROW_HEAD_WIDTH, ROW_HEIGHT, reveal } from './layout.ts'
import type { Marks } from './marks.ts'
import { useSheet } from './model.ts'
import { blockOf, paste } from './paste.ts'
import { clamped, rangeOf } from './selection.ts'
import { SelectionFrame } from './selection-frame.tsx'
import { useSheetState } from './sheet-state.ts'
import type { Row } from './table.ts'
import { useBeginAtCell, usePointer } from './use-pointer.ts'

interface GridProps {
  readonly marks: Marks
  /** Rows for the customers whom none covers. */
  readonly gapRows: readonly Row[]
  /** How many customers each row is for; null until they are counted. */
  readonly counts: readonly number[] | null
  /** Asks for the menu at a point of the screen; null where there is nothing to do. */
  readonly onMenu: ((at: Point) => void) | null
}

/** So many rows and columns beyond those in view are drawn, so that scrolling never meets an empty place. */
const BEYOND = 6

/** The cells. Only those in view are drawn, and the active one, which has the keyboard. */
export function Grid({ marks, gapRows, counts, onMenu }: GridProps) {
  const text = useText()
  const sheet = useSheet()
  const { table, columns, size, editable } = sheet
  const scroller = useRef<HTMLDivElement>(null)
  const asked = useSheetState((state) => state.selection)
  const { active, end, range } = useMemo(() => {
    const selection = clamped(asked, size)
    return { ...selection, range: rangeOf(selection) }
  }, [asked, size])
  const edges = useMemo(() => edgesOf(columns), [columns])
  const gaps = gapRows.length
  const rows = useVirtualizer({
    count: size.rows + gaps,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: BEYOND,
    rangeExtractor: useCallback((drawn: Drawn) => withActive(drawn, active.row), [active.row]),
  })
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => columns[at]?.width ?? 0,
    overscan: 2,
    rangeExtractor: useCallback((drawn: Drawn) => withActive(drawn, active.column), [active.column]),
  })
  const pointer = usePointer(scroller, edges)

  useEffect(() => across.measure(), [across, columns])
  useEffect(() => {
    if (scroller.current) reveal(scroller.current, end, edges)
  }, [end.row, end.column, edges])

  const items = across.getVirtualItems()
  const drawn = useMemo(() => items.map(({ index }) => index), [items])
  const drawnRows = rows.getVirtualItems()
  useBeginAtCell(scroller, items.length > 0 && drawnRows.length > 0)
  const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT) / ROW_HEIGHT) - 1)

  const copy = (event: ClipboardEvent) => {
    if (useSheetState.getState().typing) return
    event.preventDefault()
    const { bottom, ...rest } = rangeOf(selected(sheet))
    const block = textsOf(sheet, {
      ...rest,
      bottom: Math.max(rest.top, Math.min(bottom, table.rows.length - 1)),
    })
    event.clipboardData.setData('text/plain', writeTabbed(block))
    event.clipboardData.setData('text/html', writeHtml(block))
  }
  const take = (event: ClipboardEvent) => {
    if (useSheetState.getState().typing || !editable) return
    event.preventDefault()
    const block = blockOf(event.clipboardData)
    const problem = 'text' in block ? block : paste(sheet, block)
    useSheetState.getState().refuse(problem && text(problem.text, problem.values))
  }

  const width = ROW_HEAD_WIDTH + (edges.at(-1) ?? 0)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of HTML cannot be drawn in part
    <div
      className={classes.grid}
      ref={scroller}
      role="grid"
      aria-label={sheet.name}
      aria-description={text('sheet.keys')}
      aria-rowcount={size.rows + gaps + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-readonly={!editable}
      tabIndex={-1}
      data-sheet
      onKeyDown={(event) => press(event, sheet, page)}
      onCopy={copy}
      onCut={(event) => {
        if (!editable || useSheetState.getState().typing) return
        copy(event)
        clear(sheet)
      }}
      onPaste={take}
      onContextMenu={(event) => {
        if (!onMenu || useSheetState.getState().typing) return
        event.preventDefault()
        onMenu({ x: event.clientX, y: event.clientY })
      }}
      {...pointer}
    >
      <Head drawn={drawn} edges={edges} width={width} marks={marks.columns} selected={range} />
      {/* biome-ignore lint/a11y/useSemanticElements: a table of HTML cannot be drawn in part */}
      <div className={classes.body} role="rowgroup" style={{ height: rows.getTotalSize(), width }}>
        {drawnRows.map(({ index, start }) => {
          const inRange = index >= range.top && index <= range.bottom
          const gap = gapRows[index - size.rows]
          return gap ? (
            <GapRow key={index} at={index} top={start} row={gap} drawn={drawn} edges={edges} />
          ) : (
            <GridRow
              key={index}
              at={index}
              top={start}
              row={table.rows[index]}
              drawn={drawn}
              edges={edges}
              marks={marks.rows.get(index)}
              count={counts?.[index]}
              left={inRange ? range.left : -1}
              right={inRange ? range.right : -1}
              active={index === active.row ? active.column : -1}
            />
          )
        })}
        <SelectionFrame range={range} edges={edges} />
      </div>
    </div>
  )
}

/** What is in view, and the active row or column with it: its field has the keyboard and must not go away. */
function withActive(drawn: Drawn, active: number): number[] {
  const shown = defaultRangeExtractor(drawn)
  return shown.includes(active) || active >= drawn.count
    ? shown
    : [...shown, active].toSorted((left, right) => left - right)
}
