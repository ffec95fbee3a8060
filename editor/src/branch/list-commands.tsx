import { lazy, Suspense } from 'react'
import { useWorksInBranch } from '../api/session.ts'
import { useCommandKeys, useCommands } from '../commands/command.ts'
import { useOpenedList } from '../commands/opened.ts'
import type { LoggedContact } from './logged-today.ts'
import { NOTE_KEY, OUTCOMES } from './outcomes.ts'
import { focusRow, keysOfFocused, ROW } from './row-keys.ts'
import { useTakeBackLast } from './take-back.ts'

const Shortcuts = lazy(async () => ({ default: (await import('../commands/shortcuts.tsx')).Shortcuts }))

interface ListCommandsProps {
  /** Whether there are rows to go to, one above the other. */
  readonly rows?: boolean
  readonly today: string | undefined
  /** What was logged today, as far as the page shows it: it can be taken back, the last first. */
  readonly done?: readonly LoggedContact[]
}

const NONE: readonly LoggedContact[] = []

/** The keys of the list, and the list of them. */
export function ListCommands({ rows = true, today, done = NONE }: ListCommandsProps) {
  const { list, open } = useOpenedList()
  const worksHere = useWorksInBranch()
  const takeBackLast = useTakeBackLast(today, done)
  useCommandKeys()
  useCommands([
    {
      id: 'list.next',
      name: 'list.next',
      group: 'list',
      keys: ['ArrowDown', 'J'],
      within: ROW,
      enabled: rows,
      run: () => focusRow(1),
    },
    {
      id: 'list.back',
      name: 'list.back',
      group: 'list',
      keys: ['ArrowUp', 'K'],
      within: ROW,
      enabled: rows,
      run: () => focusRow(-1),
    },
    { id: 'list.first', name: 'list.first', group: 'list', keys: ['G'], run: () => focusRow(0) },
    ...OUTCOMES.map(({ outcome, digit }) => ({
      id: `list.${outcome}`,
      name: `outcome.${outcome}` as const,
      group: 'list' as const,
      keys: [digit],
      within: ROW,
      run: () => keysOfFocused()?.outcome(outcome),
    })),
    {
      id: 'list.note',
      name: 'list.note',
      group: 'list',
      keys: [NOTE_KEY],
      within: ROW,
      run: () => keysOfFocused()?.note(),
    },
    {
      id: 'list.undo',
      name: 'list.undo',
      group: 'list',
      keys: ['mod+Z'],
      enabled: worksHere,
      run: takeBackLast,
    },
    {
      id: 'shortcuts',
      name: 'commands.shortcuts',
      group: 'help',
      keys: ['shift+?'],
      run: () => open('shortcuts'),
    },
  ])
  return <Suspense>{list === 'shortcuts' && <Shortcuts />}</Suspense>
}
