import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch, IconUserPlus } from '@tabler/icons-react'
import { useText } from '../locale/text.ts'
import classes from './administration.module.css'
import { ROLES } from './person.ts'
import type { UserSearch } from './user-search.ts'

interface UserToolsProps {
  readonly wanted: UserSearch
  readonly count: number
  onWant(wanted: UserSearch): void
  onAdd(): void
}

const STATES = ['enabled', 'disabled'] as const

/** Finds users, and adds one. */
export function UserTools({ wanted, count, onWant, onAdd }: UserToolsProps) {
  const text = useText()
  return (
    <div className={classes.tools}>
      <TextInput
        size="xs"
        w={240}
        type="search"
        aria-label={text('users.search')}
        placeholder={text('users.search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={wanted.words}
        onChange={(event) => onWant({ ...wanted, words: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        aria-label={text('users.role')}
        value={wanted.role ?? ''}
        data={[
          { value: '', label: text('users.every_role') },
          ...ROLES.map((value) => ({ value, label: text(`role.${value}`) })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onWant({ ...wanted, role: ROLES.find((role) => role === value) ?? null })
        }
      />
      <NativeSelect
        size="xs"
        aria-label={text('users.state')}
        value={wanted.state ?? ''}
        data={[
          { value: '', label: text('users.every_state') },
          ...STATES.map((value) => ({ value, label: text(`users.${value}`) })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onWant({ ...wanted, state: STATES.find((state) => state === value) ?? null })
        }
      />
      <span className={classes.count} role="status">
        {text('users.count', { count })}
      </span>
      <Button size="xs" leftSection={<IconUserPlus size={15} aria-hidden />} onClick={onAdd}>
        {text('users.add')}
      </Button>
    </div>
  )
}
