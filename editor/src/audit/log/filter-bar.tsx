import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useText } from '../../locale/text.ts'
import page from '../page.module.css'
import { actionsIn, LOG_GROUPS } from './filter.ts'

const NAMES = ['action', 'by', 'subject', 'from', 'to'] as const
type Name = (typeof NAMES)[number]

/** Which entries are shown; what is typed takes effect with Enter or when the field is left. */
export function FilterBar() {
  const text = useText()
  const [search, setSearch] = useSearchParams()
  const choose = (name: Name, value: string) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before)
        after.delete('entry')
        if (value.trim() === '') after.delete(name)
        else after.set(name, value.trim())
        return after
      },
      { replace: true },
    )
  const typed = (name: Name, type: 'text' | 'date', width: number) => (
    <Typed
      key={`${name} ${search.get(name)}`}
      label={text(`log.filter.${name}`)}
      type={type}
      width={width}
      value={search.get(name) ?? ''}
      onDone={(value) => choose(name, value)}
    />
  )
  const filtered = [...NAMES, 'entry'].some((name) => search.has(name))
  return (
    <div className={page.filters}>
      <NativeSelect
        size="xs"
        w={230}
        label={text('log.filter.action')}
        value={search.get('action') ?? ''}
        onChange={({ currentTarget }) => choose('action', currentTarget.value)}
        data={[
          { value: '', label: text('log.filter.all') },
          ...LOG_GROUPS.map((group) => ({
            group: text(`log.group.${group}`),
            items: actionsIn(group).map((action) => ({ value: action, label: text(`log.action.${action}`) })),
          })),
        ]}
      />
      {typed('by', 'text', 130)}
      {typed('subject', 'text', 210)}
      {typed('from', 'date', 140)}
      {typed('to', 'date', 140)}
      {filtered && (
        <Button size="xs" variant="subtle" onClick={() => setSearch({}, { replace: true })}>
          {text('log.filter.none')}
        </Button>
      )}
    </div>
  )
}

interface TypedProps {
  readonly label: string
  readonly type: 'text' | 'date'
  readonly width: number
  readonly value: string
  onDone(value: string): void
}

function Typed({ label, type, width, value, onDone }: TypedProps) {
  const [typed, setTyped] = useState(value)
  const done = () => {
    if (typed !== value) onDone(typed)
  }
  return (
    <TextInput
      size="xs"
      w={width}
      label={label}
      type={type}
      value={typed}
      maxLength={200}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={done}
      onKeyDown={({ key }) => {
        if (key === 'Enter') done()
      }}
    />
  )
}
