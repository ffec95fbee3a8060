import { Button, Drawer } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { useVersions } from '../api/playbooks.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import { SubmitDraft } from './submit-draft.tsx'
import { VersionLife } from './version-life.tsx'
import classes from './versions.module.css'

interface VersionsProps {
  readonly id: string
  readonly editable: boolean
}

/** The life of the playbook: the draft is submitted here, and every version says what became of it. */
export function Versions({ id, editable }: VersionsProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconHistory size={15} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {text('versions.title')}
      </Button>
      <Drawer
        opened={open}
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
