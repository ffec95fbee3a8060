import { useText } from '../locale/text.ts'
import { InspectedContext } from './context.ts'
import { Fields } from './fields/group-field.tsx'
import type { NamedForm } from './form.ts'
import classes from './inspector.module.css'
import { usePart } from './part.ts'

const FIELDS: readonly NamedForm[] = [
  { name: 'name', optional: false, form: { form: 'bilingual', long: false } },
  { name: 'description', optional: true, form: { form: 'bilingual', long: true } },
]

const FORM = { form: 'group', fields: FIELDS } as const

/** What the playbook itself is called, and what it is for. */
export function PlaybookForm({ editable }: { readonly editable: boolean }) {
  const text = useText()
  const part = usePart([], 'playbook', FORM, editable)
  if (!part) return null
  return (
    <InspectedContext value={part}>
      <details className={classes.folded}>
        <summary>{text('overview.edit')}</summary>
        <div className={classes.unfolded}>
          <Fields fields={FIELDS} path={[]} words={[]} value={part.value} />
        </div>
      </details>
    </InspectedContext>
  )
}
