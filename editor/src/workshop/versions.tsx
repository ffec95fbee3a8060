import { Badge, Button, Drawer, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import { MOST_CHARACTERS } from '../api/limits.ts'
import { useActivate, useMakeVersion, useVersions, type Version } from '../api/playbooks.ts'
import { useSession } from '../api/session.ts'
import { isDirty, useDocument } from '../document/store.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import classes from './versions.module.css'

interface VersionsProps {
  readonly id: string
  readonly editable: boolean
}

/** The versions there are; making one, and putting one in force. */
export function Versions({ id, editable }: VersionsProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
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
        onClose={() => setOpen(false)}
        position="right"
        size={440}
        title={text('versions.title')}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        <div className={classes.versions}>
          {editable && <MakeVersion id={id} />}
          <List id={id} />
        </div>
      </Drawer>
    </>
  )
}

function MakeVersion({ id }: { readonly id: string }) {
  const text = useText()
  const dirty = useDocument(isDirty)
  const [note, setNote] = useState('')
  const make = useMakeVersion(id)
  const tooLong = note.trim().length > MOST_CHARACTERS
  const submit = () =>
    make.mutate(
      { note: note.trim(), etag: useDocument.getState().opened?.etag },
      {
        onSuccess: ({ version }) => {
          setNote('')
          notifications.show({ message: text('versions.made', { version }) })
        },
      },
    )
  return (
    <section className={classes.make}>
      <h3>{text('versions.make')}</h3>
      <p>{text(dirty ? 'versions.save_first' : 'versions.make_what')}</p>
      <Textarea
        size="xs"
        autosize
        minRows={2}
        label={text('versions.note')}
        error={tooLong && text('field.too_long', { most: MOST_CHARACTERS, length: note.trim().length })}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {make.error && <Refused error={make.error} onRetry={submit} />}
      <Button
        size="xs"
        onClick={submit}
        loading={make.isPending}
        disabled={dirty || note.trim() === '' || tooLong}
      >
        {text('versions.make')}
      </Button>
    </section>
  )
}

function List({ id }: { readonly id: string }) {
  const text = useText()
  const { data: user } = useSession()
  const { data: versions = [] } = useVersions(id)
  const { day, time } = useFormats(useCurrency())
  const activate = useActivate(id)
  const [asked, setAsked] = useState<number | null>(null)
  return (
    <section>
      {activate.error && <Refused error={activate.error} />}
      <ol className={classes.list}>
        {versions.map(({ version, state, author, at, note, contributors }) => (
          <li key={version}>
            <div className={classes.head}>
              <strong>{text('versions.version', { version })}</strong>
              <State state={state} />
              {user?.role !== 'strategist' && (
                <Button size="compact-xs" variant="subtle" component={Link} to={`?version=${version}`}>
                  {text('versions.show')}
                </Button>
              )}
              {user?.role === 'approver' && CAN_BEGIN.has(state) && (
                <Button
                  size="compact-xs"
                  variant="light"
                  disabled={contributors.includes(user.id) || asked === version}
                  onClick={() => setAsked(version)}
                >
                  {text('versions.activate')}
                </Button>
              )}
            </div>
            {asked === version && (
              <div className={classes.confirm} role="alertdialog" aria-label={text('versions.activate')}>
                <p>{text('versions.activate_what', { version })}</p>
                <Button
                  size="compact-xs"
                  loading={activate.isPending}
                  onClick={() =>
                    activate.mutate(
                      { version, state, reason: text('versions.activate') },
                      { onSettled: () => setAsked(null) },
                    )
                  }
                >
                  {text('versions.activate_yes')}
                </Button>
                <Button size="compact-xs" variant="default" onClick={() => setAsked(null)}>
                  {text('cancel')}
                </Button>
              </div>
            )}
            <p>{note}</p>
            <small>
              {author} · {day(at.slice(0, 10))} {time(at)}
            </small>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What an approver may put in force, or approve and put in force. */
const CAN_BEGIN: ReadonlySet<Version['state']> = new Set(['submitted', 'approved', 'scheduled', 'retired'])

function State({ state }: { readonly state: Version['state'] }) {
  const text = useText()
  return (
    <Badge size="sm" radius="sm" tt="none" variant={state === 'active' ? 'filled' : 'default'}>
      {text(`version.${state}`)}
    </Badge>
  )
}
