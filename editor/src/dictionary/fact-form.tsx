import { factSchema, type Playbook } from '@branch-playbook/engine'
import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useSelection } from '../canvas/selection.ts'
import { useDocument } from '../document/store.ts'
import { InspectedContext } from '../inspector/context.ts'
import { Field } from '../inspector/field.tsx'
import { type Form, formOf } from '../inspector/form.ts'
import { Problems } from '../inspector/frame.tsx'
import { IdField } from '../inspector/id-field.tsx'
import { usePart } from '../inspector/part.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import { Confirm } from '../shell/confirm.tsx'
import classes from './dictionary.module.css'
import { removeFact, type Users } from './edits.ts'
import { useShownFact } from './shown-fact.ts'

/** The form of a fact, without its name: that is what others refer to, and is changed in all of them. */
const FORM = withoutName(formOf(factSchema))

function withoutName(form: Form): Form {
  if (form.form !== 'variants') return form
  const variants = form.variants.map((variant) => ({
    ...variant,
    fields: variant.fields.filter(({ name }) => name !== 'name'),
  }))
  return { ...form, variants }
}

interface FactFormProps {
  /** Its place in the dictionary. */
  readonly at: number
  readonly name: string
  readonly playbook: Playbook
  readonly users: Users
  readonly editable: boolean
}

/** A fact of the dictionary: what it is called, of what type it is, and who uses it. */
export function FactForm({ at, name, playbook, users, editable }: FactFormProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { choose } = useShownFact()
  const [renaming, rename] = useState(false)
  const [asking, ask] = useState(false)
  const part = usePart(['facts', at], 'fact', FORM, editable)
  const fact = playbook.facts[at]
  if (!part || !fact) return null
  const called = bilingual(fact.label)
  const remove = () => {
    useDocument
      .getState()
      .changeAll(removeFact(playbook, name), { text: 'step.removed_fact', values: { name: called } })
    announce(text('step.removed_fact', { name: called }))
    choose(null)
  }
  const used = users.nodes.length + users.claims > 0
  return (
    <InspectedContext value={part}>
      <section className={classes.form} aria-label={called}>
        <header>
          <h3>{called}</h3>
          <IdField id={name} editable={editable} open={renaming} setOpen={rename} onRenamed={choose} />
          <Problems problems={part.problemsAt([])} />
        </header>
        <UsedBy users={users} />
        <Field form={FORM} path={[]} words={[]} value={part.value} optional={false} />
        {editable && (
          <Button
            size="xs"
            w="fit-content"
            variant="default"
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={() => (used ? ask(true) : remove())}
          >
            {text('dictionary.remove')}
          </Button>
        )}
      </section>
      <Confirm
        opened={asking}
        title={text('dictionary.remove_title', { name: called })}
        what={
          <>
            <p>{text('dictionary.remove_what')}</p>
            <UsedBy users={users} />
          </>
        }
        action={text('dictionary.remove')}
        pending={false}
        error={null}
        onConfirm={remove}
        onClose={() => ask(false)}
      />
    </InspectedContext>
  )
}

function UsedBy({ users: { nodes, claims, tests } }: { readonly users: Users }) {
  const text = useText()
  const bilingual = useBilingual()
  const { select } = useSelection()
  if (nodes.length + claims + tests === 0)
    return <p className={classes.unused}>{text('dictionary.unused')}</p>
  return (
    <div className={classes.users}>
      <span>{text('dictionary.used_by')}</span>
      {nodes.map(({ id, name }) => (
        <button key={id} type="button" onClick={() => select(id)}>
          {bilingual(name)}
        </button>
      ))}
      {claims > 0 && <span>{text('dictionary.claims', { count: claims })}</span>}
      {tests > 0 && <span>{text('dictionary.tests', { count: tests })}</span>}
    </div>
  )
}
