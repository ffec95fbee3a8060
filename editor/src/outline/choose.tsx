import { Modal } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import { matchSorter } from 'match-sorter'
import { useState } from 'react'
import { SearchList } from '../commands/search-list.tsx'
import { useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import { useReturnFocus } from '../shell/return-focus.ts'
import classes from './outline.module.css'

export interface Option {
  readonly id: string
  readonly name: string
  /** Other words that it is found by. */
  readonly words?: readonly string[]
  readonly more?: string
  readonly icon?: Icon
  /** Why it cannot be chosen. */
  readonly refused?: string
  choose(): void
}

interface ChooseProps {
  readonly title: string
  readonly options: readonly Option[]
  onClose(): void
}

/** One of many, found by typing. What cannot be chosen says why. */
export function Choose({ title, options, onClose }: ChooseProps) {
  const text = useText()
  const [query, setQuery] = useState('')
  useReturnFocus()
  const found =
    query.trim() === ''
      ? options
      : matchSorter([...options], query.trim(), { keys: ['name', ({ words = [] }) => [...words]] })
  return (
    <Modal.Root opened onClose={onClose} size={520} padding={0} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <Modal.Body p={0}>
          <h2 className={classes.question}>{title}</h2>
          <SearchList
            label={title}
            placeholder={text('outline.type_name')}
            nothing={text('commands.nothing')}
            query={query}
            onQuery={setQuery}
            sections={[{ items: found }]}
            idOf={({ id }) => id}
            draw={(option) => <Line option={option} />}
            onChoose={(option) => {
              if (option.refused !== undefined) return announce(option.refused)
              onClose()
              option.choose()
            }}
          />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Line({ option }: { readonly option: Option }) {
  const { icon: Icon, name, more, refused } = option
  return (
    <span className={classes.choice} data-refused={refused !== undefined || undefined}>
      {Icon && <Icon size={16} stroke={1.7} aria-hidden />}
      <span>{name}</span>
      {more && <small>{more}</small>}
      {refused !== undefined && <em>{refused}</em>}
    </span>
  )
}
