import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react'
import classes from './commands.module.css'

export interface Section<Item> {
  /** Without one the items stand by themselves. */
  readonly title?: string
  readonly items: readonly Item[]
}

interface SearchListProps<Item> {
  /** What is searched, said to those who do not see it. */
  readonly label: string
  readonly placeholder: string
  /** What is said where nothing is found. */
  readonly nothing: string
  readonly query: string
  onQuery(query: string): void
  readonly sections: readonly Section<Item>[]
  idOf(item: Item): string
  draw(item: Item): ReactNode
  onChoose(item: Item): void
}

/** A list that is searched by typing and walked by arrow keys meanwhile: a combobox whose list is always open. */
export function SearchList<Item>({
  label,
  placeholder,
  nothing,
  query,
  onQuery,
  sections,
  idOf,
  draw,
  onChoose,
}: SearchListProps<Item>) {
  const list = useId()
  const [at, setAt] = useState(0)
  const items = sections.flatMap((section) => section.items)
  const active = Math.min(at, items.length - 1)
  const idAt = (place: number) => `${list}-${place}`

  useEffect(() => {
    document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [list, active])

  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      const chosen = items[active]
      if (chosen !== undefined) onChoose(chosen)
    }
    const next = nextPlace(event.key, active, items.length)
    if (next === undefined) return
    event.preventDefault()
    setAt(next)
  }

  let place = 0
  return (
    <div className={classes.search}>
      <TextInput
        data-autofocus
        ref={takeKeyboard}
        size="md"
        leftSection={<IconSearch size={17} aria-hidden />}
        aria-label={label}
        placeholder={placeholder}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={items.length > 0 ? idAt(active) : undefined}
        value={query}
        onChange={({ currentTarget }) => {
          onQuery(currentTarget.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <div id={list} role="listbox" aria-label={label} className={classes.list}>
        {sections.map((section, number) => (
          // biome-ignore lint/a11y/useSemanticElements: within a listbox it must be a group
          <div key={section.title ?? number} role="group" aria-label={section.title ?? label}>
            {section.title && (
              <div className={classes.title} aria-hidden>
                {section.title}
              </div>
            )}
            {section.items.map((item) => {
              const here = place
              place += 1
              return (
                // biome-ignore lint/a11y/useFocusableInteractive: the search field keeps the focus
                // biome-ignore lint/a11y/useKeyWithClickEvents: keys are pressed in the search field
                <div
                  key={idOf(item)}
                  id={idAt(here)}
                  role="option"
                  aria-selected={here === active}
                  className={classes.option}
                  onMouseMove={() => setAt(here)}
                  onClick={() => onChoose(item)}
                >
                  {draw(item)}
                </div>
              )
            })}
          </div>
        ))}
      </div>
      <p className={items.length > 0 ? 'spoken' : classes.nothing} role="status">
        {items.length === 0 && nothing}
      </p>
    </div>
  )
}

/** At once: a dialog gives the focus a moment later, and what is typed in that moment would be commands of the page. */
const takeKeyboard = (field: HTMLInputElement | null) => field?.focus({ preventScroll: true })

/** The place to which a key leads; undefined for keys that do not walk. */
function nextPlace(key: string, at: number, count: number): number | undefined {
  const last = Math.max(count - 1, 0)
  switch (key) {
    case 'ArrowDown':
      return at >= last ? 0 : at + 1
    case 'ArrowUp':
      return at <= 0 ? last : at - 1
    case 'PageDown':
      return Math.min(at + PAGE, last)
    case 'PageUp':
      return Math.max(at - PAGE, 0)
    default:
      return undefined
  }
}

const PAGE = 8
