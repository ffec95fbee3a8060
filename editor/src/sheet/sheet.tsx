import { Button } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useSelection } from '../canvas/selection.ts'
import { useDocument } from '../document/store.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { useRowCounts } from '../simulation/use-answer.ts'
import { AddColumn } from './add-column.tsx'
import { ContextMenu, type Point } from './context-menu.tsx'
import { FindBar } from './find-bar.tsx'
import { Grid } from './grid.tsx'
import { marksOf } from './marks.ts'
import { type Sheet as Model, SheetContext, useSheetOf, useTable } from './model.ts'
import { markedCells } from './next-problem.ts'
import { useOpenTable } from './open-table.ts'
import { only } from './selection.ts'
import classes from './sheet.module.css'
import { useSheetCommands } from './sheet-commands.ts'
import { useSheetState } from './sheet-state.ts'
import { StatusLine } from './status-line.tsx'
import { SheetToolbar } from './toolbar.tsx'
import { useGapRows } from './use-gap-rows.ts'
import { focusCell } from './use-pointer.ts'

interface SheetProps {
  /** The id of the table. */
  readonly id: string
  readonly editable: boolean
}

/** A decision table as a spreadsheet, in place of the canvas. */
export function Sheet({ id, editable }: SheetProps) {
  const text = useText()
  const place = useTable(id)
  const selected = useSelection((state) => state.selected)
  const close = useOpenTable((state) => state.close)
  useEffect(() => {
    useSheetState.getState().reset()
  }, [id])
  useEffect(() => {
    // Whoever chooses another node wants to see it.
    if (selected !== null && selected !== id) close()
  }, [selected, id, close])
  if (place) return <Opened key={id} place={place} editable={editable} />
  return (
    <div className={classes.unshown}>
      <Notice tone="caution" title={text('sheet.no_table')} text={text('sheet.no_table_what')}>
        <Button size="xs" variant="default" onClick={close}>
          {text('sheet.close')}
        </Button>
      </Notice>
    </div>
  )
}

interface OpenedProps {
  readonly place: NonNullable<ReturnType<typeof useTable>>
  readonly editable: boolean
}

function Opened({ place, editable }: OpenedProps) {
  const bilingual = useBilingual()
  const node = useDocument((state) => state.shown?.nodes.find(({ id }) => id === place.table.id))
  const sheet = useSheetOf(place, node ? bilingual(node.name) : place.table.id, editable)
  const problems = useDocument((state) => state.reading.problems)
  const { at, table, columns } = sheet
  const marks = useMemo(() => marksOf(problems, at, table, columns), [problems, at, table, columns])
  const marked = useMemo(() => markedCells(marks, table), [marks, table])
  const gapRows = useGapRows(table, marks.gaps)
  const counts = useRowCounts(table.id)
  const sought = useSheetState((state) => state.sought)
  const [addsColumn, setAddsColumn] = useState(false)
  const [menu, setMenu] = useState<Point | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const commands = useSheetCommands(sheet, marked, gapRows, () => setAddsColumn(true))
  useShownCell(sheet)
  const stopFinding = () => {
    useSheetState.getState().seek(null)
    focusCell(frame.current)
  }
  return (
    <SheetContext value={sheet}>
      <div className={classes.sheet} ref={frame}>
        <SheetToolbar commands={commands} />
        {sought !== null && <FindBar sought={sought} onClose={stopFinding} />}
        <Grid
          marks={marks}
          gapRows={gapRows}
          counts={counts?.fires ?? null}
          onMenu={editable ? setMenu : null}
        />
        <StatusLine marks={marks} marked={marked} none={counts?.none ?? null} />
        <ContextMenu at={menu} commands={commands} onClose={() => setMenu(null)} />
        {addsColumn && <AddColumn onClose={() => setAddsColumn(false)} />}
      </div>
    </SheetContext>
  )
}

/** Goes to the cell that was asked for, such as by a problem in the list. */
function useShownCell({ table, columns }: Model): void {
  const place = useSelection((state) => (state.selected === table.id ? state.place : null))
  useEffect(() => {
    const [list, row, of, at] = (place ?? '').slice(1).split('/')
    if (list !== 'rows' || row === undefined) return
    const column = columns.findIndex((each) => each.of === of && (of === 'note' || each.at === Number(at)))
    useSheetState.getState().select(only({ row: Number(row), column: Math.max(0, column) }))
    // Once when it is asked for, not whenever the columns change.
  }, [place])
}
