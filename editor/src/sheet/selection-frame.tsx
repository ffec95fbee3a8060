import { memo } from 'react'
import { useText } from '../locale/text.ts'
import classes from './grid.module.css'
import { boxOf } from './layout.ts'
import { useSheet } from './model.ts'
import type { Range } from './selection.ts'
import { useReach } from './use-pointer.ts'

interface FrameProps {
  readonly range: Range
  readonly edges: readonly number[]
}

/** The frame around what is selected, with the handle by which it is drawn on; and where that leads. */
export const SelectionFrame = memo(function SelectionFrame({ range, edges }: FrameProps) {
  const text = useText()
  const { editable } = useSheet()
  const { fill, dropRow } = useReach()
  return (
    <>
      <div className={classes.frame} style={boxOf(range, edges)} aria-hidden>
        {editable && <div className={classes.handle} data-fill-handle title={text('sheet.fill')} />}
      </div>
      {fill && <div className={classes.reach} style={boxOf(fill, edges)} aria-hidden />}
      {dropRow !== null && (
        <div
          className={classes.drop}
          style={{
            ...boxOf({ top: dropRow, bottom: dropRow, left: 0, right: edges.length - 2 }, edges),
            height: 0,
          }}
          aria-hidden
        />
      )}
    </>
  )
})
