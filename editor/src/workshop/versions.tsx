import { Button, Drawer } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useVersions } from '../api/playbooks.ts'
import { useCommands } from '../commands/command.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import { SubmitDraft } from './submit-draft.tsx'
import { VersionLife } from './version-life.tsx'
import classes from './versions.module.css'
import { useVersionsDrawer } from './versions-drawer.ts'

interface VersionsProps {
  readonly id: string
  readonly editable: boolean
}

/** The life of the playbook: the draft is submitted here, and every version says what became of it. */
export function Versions({ id, editable }: VersionsProps) {
  const text = useText()
  const { opened, open, close } = useVersionsDrawer()
  useCommands([
    { id: 'submit', name: 'versions.submit_ask', group: 'document', enabled: editable, run: open },
  ])
  // Whoever comes back to the workshop finds it closed.
  useEffect(() => close, [close])
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconHistory size={15} aria-hidden />} onClick={open}>
        {text('versions.title')}
      </Button>
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        size={460}
        title={text('versions.title')}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        <div className={classes.versions}>
          {editable && <SubmitDraft id={id} onLeave={close} />}
          <List id={id} editable={editable} onLeave={close} />
        </div>
      </Drawer>
    </>
  )
}

interface ListProps {
  readonly id: string
  readonly editable: boolean
  onLeave(): void
}

function List({ id, editable, onLeave }: ListProps) {
  const text = useText()
  const { data: versions = [], error, refetch } = useVersions(id)
  if (error) return <Refused error={error} onRetry={() => void refetch()} />
  return (
    <ol className={classes.list} aria-label={text('versions.title')}>
      {versions.map((version) => (
        <VersionLife key={version.version} id={id} version={version} editable={editable} onLeave={onLeave} />
      ))}
    </ol>
  )
}
