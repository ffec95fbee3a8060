import { Select, UnstyledButton } from '@mantine/core'
import type { User } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import classes from './sign-in-page.module.css'

interface DemoUsersProps {
  readonly users: readonly (Pick<User, 'id' | 'name' | 'role'> & { readonly password: string })[]
  onPick(picked: { user: string; password: string }): void
}

/** One user of each role at hand, and everyone else by name. */
export function DemoUsers({ users, onPick }: DemoUsersProps) {
  const text = useText()
  const first = users.filter(({ role }, at) => users.findIndex((each) => each.role === role) === at)
  const others = users.filter((user) => !first.includes(user))
  const pick = (id: string | null) => {
    const picked = users.find((user) => user.id === id)
    if (picked) onPick({ user: picked.id, password: picked.password })
  }
  return (
    <div className={classes.demo}>
      <h3>{text('signin.demo')}</h3>
      <div className={classes.users}>
        {first.map(({ id, name, role }) => (
          <UnstyledButton key={id} className={classes.user} onClick={() => pick(id)}>
            <span>{text(`role.${role}`)}</span>
            {name !== id && <small>{name}</small>}
          </UnstyledButton>
        ))}
      </div>
      {others.length > 0 && (
        <Select
          mt="sm"
          size="xs"
          searchable
          aria-label={text('signin.other')}
          placeholder={text('signin.other')}
          value={null}
          onChange={pick}
          data={others.map(({ id, name, role }) => ({
            value: id,
            label: `${text(`role.${role}`)} · ${name} · ${id}`,
          }))}
        />
      )}
    </div>
  )
}
