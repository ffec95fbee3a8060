import { Menu, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router'
import { usePlaybookList } from '../api/playbook-list.ts'
import { useCommands } from '../commands/command.ts'
import { useBilingual, useText } from '../locale/text.ts'
import classes from './playbook-menu.module.css'

const BeginDialog = lazy(async () => ({ default: (await import('./begin-dialog.tsx')).BeginDialog }))

interface PlaybookMenuProps {
  readonly id: string
  readonly name: string
  readonly editable: boolean
}

/** Which playbook is open; leads to the others, and to a new one. */
export function PlaybookMenu({ id, name, editable }: PlaybookMenuProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { data: playbooks } = usePlaybookList()
  const [begins, setBegins] = useState(false)
  const begin = () => setBegins(true)
  useCommands([
    { id: 'begin playbook', name: 'playbooks.begin', group: 'document', enabled: editable, run: begin },
  ])
  return (
    <>
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <UnstyledButton className={classes.target} aria-label={text('playbooks.choose', { name })}>
            <h1>{name}</h1>
            <IconChevronDown size={15} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{text('playbooks.title')}</Menu.Label>
          {(playbooks ?? []).map((each) => (
            <Menu.Item
              key={each.id}
              component={Link}
              to={`/playbooks/${each.id}`}
              aria-current={each.id === id ? 'page' : undefined}
              className={classes.item ?? ''}
              rightSection={
                <span className={classes.state}>
                  {each.active
                    ? text('playbooks.in_force', { version: each.active.version })
                    : text('playbooks.not_in_force')}
                </span>
              }
            >
              {bilingual(each.name)}
            </Menu.Item>
          ))}
          {editable && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconPlus size={15} aria-hidden />} onClick={begin}>
                {text('playbooks.begin')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {begins && (
        <Suspense fallback={null}>
          <BeginDialog onClose={() => setBegins(false)} />
        </Suspense>
      )}
    </>
  )
}
