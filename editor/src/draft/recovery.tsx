import { Button, Group } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useSession } from '../api/session.ts'
import { useDocument } from '../document/store.ts'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import { useOfferUndo } from '../shell/offer-undo.tsx'
import { asJson, saveAsFile } from '../shell/save-as-file.ts'
import classes from './conflict.module.css'
import { forgetEdits, keepEdits, type LocalEdits, leftEdits } from './local-edits.ts'
import { mergeOf } from './merge.ts'
import { isSaved, recover } from './recover.ts'
import { useUnitName } from './unit-name.ts'

/** Asks what is to become of edits that a page left behind when it was closed, or the computer failed. */
export function Recovery({ id }: { readonly id: string }) {
  const text = useText()
  const { data: user } = useSession()
  const offerUndo = useOfferUndo()
  const [left, setLeft] = useState<readonly LocalEdits[]>([])
  const by = user?.id
  useEffect(() => {
    if (by === undefined) return
    let gone = false
    leftEdits(by, id).then(
      (found) => {
        if (gone) return
        const saved = new Set(found.filter(isSaved))
        for (const { tab } of saved) void forgetEdits(tab)
        setLeft(found.filter((edits) => !saved.has(edits)))
      },
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [by, id])
  const [edits] = left
  if (!edits) return null
  const done = () => setLeft((now) => now.filter(({ tab }) => tab !== edits.tab))
  const discard = () => {
    void forgetEdits(edits.tab)
    done()
    offerUndo(text('recovery.discarded'), () => {
      void keepEdits(edits)
      setLeft((now) => [edits, ...now])
    })
  }
  return <Question key={edits.tab} edits={edits} onDone={done} onDiscard={discard} />
}

interface QuestionProps {
  readonly edits: LocalEdits
  onDone(): void
  onDiscard(): void
}

function Question({ edits, onDone, onDiscard }: QuestionProps) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const draft = useDocument(({ opened }) => opened?.document)
  const nameOf = useUnitName({ base: edits.base.document, mine: edits.document, theirs: draft })
  const changed = mergeOf({ base: edits.base.document, mine: edits.document, theirs: edits.base.document })
  const paths = changed?.ok ? changed.taken.mine : []
  const time = new Date(edits.at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <Dialog title={text('recovery.title')} size={520} onClose={onDone}>
      <div className={classes.conflict}>
        <p>{text('recovery.what', { time })}</p>
        <ul className={classes.parts} data-testid="left">
          {paths.map((path) => (
            <li key={path}>{nameOf(path)}</li>
          ))}
        </ul>
        <Group gap="xs">
          <Button
            data-autofocus
            onClick={() => {
              void recover(edits)
              onDone()
            }}
          >
            {text('recovery.restore')}
          </Button>
          <Button
            variant="default"
            onClick={() => saveAsFile(`${edits.playbook}.json`, asJson(edits.document))}
          >
            {text('recovery.download')}
          </Button>
          <Button variant="subtle" color="red" onClick={onDiscard}>
            {text('recovery.discard')}
          </Button>
        </Group>
      </div>
    </Dialog>
  )
}
