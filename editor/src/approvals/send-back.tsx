import { Button, Textarea } from '@mantine/core'
import { IconMessagePlus } from '@tabler/icons-react'
import { useState } from 'react'
import { type Effect, useSendBack, type WhichVersion } from '../api/life.ts'
import { MOST_CHARACTERS } from '../api/limits.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import { useNodeNames } from './effect/node-names.ts'
import classes from './version-page.module.css'

interface SendBackProps {
  readonly which: WhichVersion
  readonly effect: Effect | undefined
  onCancel(): void
}

/** Sends a version back: why, and at the changed nodes what is to become of them. */
export function SendBack({ which, effect, onCancel }: SendBackProps) {
  const text = useText()
  const [comment, setComment] = useState('')
  const [notes, setNotes] = useState<ReadonlyMap<string, string>>(new Map())
  const sendBack = useSendBack(which)
  const lengths = [comment, ...notes.values()].map((each) => each.trim().length)
  const longest = Math.max(...lengths)
  const tooLong = longest > MOST_CHARACTERS
  const submit = () =>
    sendBack.mutate({
      comment: comment.trim(),
      notes: [...notes].flatMap(([node, note]) => (note.trim() === '' ? [] : [{ node, text: note.trim() }])),
    })
  return (
    <>
      <p>{text('back.what')}</p>
      <Textarea
        size="xs"
        autosize
        minRows={3}
        label={text('back.comment')}
        value={comment}
        onChange={({ currentTarget }) => setComment(currentTarget.value)}
      />
      {effect && (
        <NodeComments
          effect={effect}
          notes={notes}
          onChange={(node, note) => setNotes(new Map([...notes, [node, note]]))}
        />
      )}
      {tooLong && <p role="alert">{text('field.too_long', { most: MOST_CHARACTERS, length: longest })}</p>}
      {sendBack.error && <Refused error={sendBack.error} onRetry={submit} />}
      <div className={classes.buttons}>
        <Button
          size="xs"
          loading={sendBack.isPending}
          disabled={comment.trim() === '' || tooLong}
          onClick={submit}
        >
          {text('back.do')}
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          {text('cancel')}
        </Button>
      </div>
    </>
  )
}

interface NodeCommentsProps {
  readonly effect: Effect
  readonly notes: ReadonlyMap<string, string>
  onChange(node: string, note: string): void
}

/** A comment at each of the nodes that changed and are still there. */
function NodeComments({ effect, notes, onChange }: NodeCommentsProps) {
  const text = useText()
  const nameOf = useNodeNames(effect)
  const nodes = new Set(
    effect.document.changes.flatMap(({ node, pathAfter }) =>
      node === null || pathAfter === null ? [] : [node],
    ),
  )
  if (nodes.size === 0) return null
  return (
    <fieldset className={classes.comments}>
      <legend>{text('back.nodes')}</legend>
      {[...nodes].map((node) => {
        const note = notes.get(node)
        return note === undefined ? (
          <Button
            key={node}
            size="compact-xs"
            variant="subtle"
            justify="flex-start"
            leftSection={<IconMessagePlus size={14} aria-hidden />}
            onClick={() => onChange(node, '')}
          >
            {text('back.at', { node: nameOf(node) })}
          </Button>
        ) : (
          <Textarea
            key={node}
            size="xs"
            autosize
            autoFocus
            label={text('back.at', { node: nameOf(node) })}
            value={note}
            onChange={({ currentTarget }) => onChange(node, currentTarget.value)}
          />
        )
      })}
    </fieldset>
  )
}
