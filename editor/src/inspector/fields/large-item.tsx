import { Collapse } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useBilingual, useText } from '../../locale/text.ts'
import { type FieldProps, useInspected } from '../context.ts'
import classes from '../inspector.module.css'
import { Fields } from './group-field.tsx'

interface LargeItemProps extends FieldProps {
  readonly at: number
  readonly tools: ReactNode
}

/** An item too large for a line: it unfolds below its name. */
export function LargeItem({ form, path, words, value, at, tools }: LargeItemProps) {
  const text = useText()
  const details = useId()
  const [open, setOpen] = useState(false)
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
          onClick={() => setOpen(!open)}
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
  const name: unknown = typeof value === 'object' && value ? Reflect.get(value, 'name') : null
  const named = isBilingual(name) ? bilingual(name) : ''
  return <span>{named || otherwise}</span>
}

const isBilingual = (name: unknown): name is { 'zh-CN': string; en: string } =>
  typeof name === 'object' && name !== null && 'zh-CN' in name && 'en' in name
