import { Popover, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useSelection } from '../canvas/selection.ts'
import { useCommands } from '../commands/command.ts'
import { useText } from '../locale/text.ts'
import { useOthers } from './people.ts'
import classes from './people-here.module.css'
import { Portrait } from './portrait.tsx'
import { usePeopleWords } from './words.ts'

/** So many are shown one by one; of more only how many. */
const MOST_SHOWN = 4

/** Who else has the playbook open, and at which node; each leads to his. */
export function People() {
  const text = useText()
  const others = useOthers()
  const { nameOf, nodeOf, names } = usePeopleWords()
  const { select } = useSelection()
  const [opened, setOpened] = useState(false)
  const isAlone = others.length === 0
  useCommands([
    { id: 'people', name: 'together.here', group: 'view', enabled: !isAlone, run: () => setOpened(true) },
  ])
  if (isAlone) return null
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.people}
          aria-label={text('together.also_here', { names: names(others) })}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {others.slice(0, MOST_SHOWN).map((person) => (
            <Portrait key={person.tab} person={person} />
          ))}
          {others.length > MOST_SHOWN && <span className={classes.more}>+{others.length - MOST_SHOWN}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <ul className={classes.list} aria-label={text('together.here')}>
          {others.map((person) => {
            const node = nodeOf(person)
            return (
              <li key={person.tab}>
                <UnstyledButton
                  className={classes.person}
                  disabled={node === null}
                  onClick={() => {
                    select(person.node)
                    setOpened(false)
                  }}
                >
                  <Portrait person={person} />
                  <span>
                    {nameOf(person)}
                    <small>{node ?? text('together.no_node')}</small>
                  </span>
                </UnstyledButton>
              </li>
            )
          })}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}
