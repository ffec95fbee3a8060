import { pointer } from '@branch-playbook/engine'
import { Collapse } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useBilingual, useText } from '../../locale/text.ts'
import { useNames } from '../../nodes/names.ts'
import { type FieldProps, useInspected } from '../context.ts'
import classes from '../inspector.module.css'
import { useIsShown } from '../shown-place.ts'
import { Fields } from './group-field.tsx'
import { isBilingual } from './is-bilingual.ts'

interface LargeItemProps extends FieldProps {
  readonly at: number
  readonly tools: ReactNode
  /** Whether the item was added just now, so that one goes on to fill it in. */
  readonly isNew: boolean
}

/** An item too large for a line: it unfolds below its name. */
export function LargeItem({ form, path, words, value, at, tools, isNew }: LargeItemProps) {
  const text = useText()
  const details = useId()
  const shown = useIsShown(path)
  const [folded, fold] = useState<boolean | null>(null)
  const open = folded === null ? shown || isNew : !folded
  const { problemsWithin } = useInspected()
  const count = problemsWithin(path).length
  if (form.form !== 'group') return null
  return (
    <div className={classes.large}>
      <div className={classes.item}>
        <button
          type="button"
          className={classes.unfold}
          aria-expanded={open}
          aria-controls={details}
          data-place={pointer(path)}
          onClick={() => fold(open)}
        >
          <IconChevronRight size={14} aria-hidden data-open={open || undefined} />
          <ItemName value={value} otherwise={text('list.item', { at: at + 1 })} />
          {count > 0 && <span className={classes.count}>{count}</span>}
        </button>
        {tools}
      </div>
      <Collapse expanded={open} id={details}>
        <div className={classes.inner}>
          {open && <Fields fields={form.fields} path={path} words={words} value={value} />}
        </div>
      </Collapse>
    </div>
  )
}

function ItemName({ value, otherwise }: { readonly value: unknown; readonly otherwise: string }) {
  const bilingual = useBilingual()
  const { nameOf } = useNames()
  const item: Readonly<Record<string, unknown>> = typeof value === 'object' && value ? { ...value } : {}
  const named = [item.name, item.label, item.note].find(isBilingual)
  const figure = typeof item.of === 'string' ? nameOf(item.of) : ''
  const id = typeof item.id === 'string' ? item.id : ''
  return <span className={classes.itemName}>{(named && bilingual(named)) || figure || id || otherwise}</span>
}
