import { type Locale, NODE_KINDS, type PlaybookNode } from '@branch-playbook/engine'
import { useMemo, useState } from 'react'
import { useSelection } from '../canvas/selection.ts'
import { useCommands } from '../commands/command.ts'
import { valueAt } from '../document/path.ts'
import { dependents } from '../document/reach.ts'
import { useDocument } from '../document/store.ts'
import { useLanguage } from '../locale/language.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { viewOf } from '../nodes/index.ts'
import { useNames } from '../nodes/names.ts'
import { OpenedNumbers } from '../overlays/opened-numbers.tsx'
import { NodeComments } from '../together/comments/node-comments.tsx'
import { EditingLine } from '../together/editing-mark.tsx'
import type { Surroundings } from './blank.ts'
import { type Inspected, InspectedContext } from './context.ts'
import { Fields } from './fields/group-field.tsx'
import { type Form, formOf, type Reference } from './form.ts'
import { Problems } from './frame.tsx'
import { IdField } from './id-field.tsx'
import classes from './inspector.module.css'
import { NodeNotes } from './node-notes.tsx'
import { placesIn } from './places.ts'
import { useShownPlace } from './shown-place.ts'
import { entriesIn, listsAround, referredTo } from './surroundings.ts'

/** The forms of all kinds of nodes, made from their schemas. */
const FORMS: ReadonlyMap<string, Form> = new Map(NODE_KINDS.map(({ kind, schema }) => [kind, formOf(schema)]))

/** The id is what other nodes refer to, and the kind is what the node is: neither is a setting. */
const IDENTITY: ReadonlySet<string> = new Set(['id', 'kind'])

interface InspectorProps {
  readonly id: string
  readonly editable: boolean
}

/** The form of one node. */
export function Inspector({ id, editable }: InspectorProps) {
  const bilingual = useBilingual()
  const inspected = useInspectedNode(id, editable)
  const form = inspected && FORMS.get(inspected.node.kind)
  const place = useShownPlace(inspected !== null)
  if (!inspected || form?.form !== 'group') return null
  const { node, shown } = inspected
  return (
    <InspectedContext value={inspected}>
      <section
        className={classes.inspector}
        aria-label={bilingual(shown.name)}
        data-node={id}
        key={id}
        ref={place}
      >
        <header className={classes.head}>
          <h2>{bilingual(shown.name)}</h2>
          <NodeId id={node.id} kind={shown.kind} editable={editable} />
          <Problems problems={inspected.problemsAt([])} />
          <EditingLine node={node.id} />
          <NodeNotes node={node.id} />
          <NodeComments node={node.id} />
        </header>
        {editable && viewOf(shown)?.tell(shown)}
        <Fields
          fields={form.fields.filter(({ name }) => !IDENTITY.has(name))}
          path={[]}
          words={[]}
          value={node}
        />
        <OpenedNumbers playbook={inspected.playbook} node={shown} editable={editable} />
      </section>
    </InspectedContext>
  )
}

interface NodeIdProps extends InspectorProps {
  readonly kind: PlaybookNode['kind']
}

/** Of which kind the node is, and its id, which can be changed. */
function NodeId({ id, kind, editable }: NodeIdProps) {
  const text = useText()
  const { select } = useSelection()
  const [open, setOpen] = useState(false)
  useCommands([
    { id: 'rename', name: 'id.rename', group: 'edit', enabled: editable, run: () => setOpen(true) },
  ])
  return (
    <div className={classes.kind}>
      {text(`node.${kind}`)} ·{' '}
      <IdField id={id} editable={editable} open={open} setOpen={setOpen} onRenamed={(to) => select(to)} />
    </div>
  )
}

function useInspectedNode(
  id: string,
  editable: boolean,
): (Inspected & { readonly shown: PlaybookNode }) | null {
  const playbook = useDocument((state) => state.shown)
  const problems = useDocument((state) => state.reading.problems)
  const document = useDocument((state) => state.document)
  const locale = useLanguage((state) => state.locale)
  const { named } = useNames()
  return useMemo(() => {
    const at = playbook?.nodes.findIndex((each) => each.id === id) ?? -1
    const shown = playbook?.nodes[at]
    const form = shown && FORMS.get(shown.kind)
    if (!playbook || !shown || !form) return null
    const node = asWritten(valueAt(document, ['nodes', at]), shown)
    const circle = dependents(playbook, id)
    const around: Surroundings = {
      ...listsAround(playbook, node, (name) => named.get(name)?.type),
      candidates: ({ to, kinds }: Reference) =>
        [...named.values()]
          .filter(({ name, kind, type }) => {
            if (circle.has(name) || (to === 'fact' && kind !== null)) return false
            if (to === 'node') return kind !== null && kinds.includes(kind)
            return kinds === 'any' || kinds.some((each) => each === type.kind)
          })
          .map(({ name }) => name),
    }
    return {
      ...around,
      ...placesIn(['nodes', at], node, form, around, problems),
      playbook,
      node,
      shown,
      named,
      editable,
      currency: playbook.currency,
      entryName: (list, by, value) => nameIn(node, list, by, value, locale),
      entryNameOf: (through, list, by, value) =>
        nameIn(referredTo(playbook.nodes, node, through), list, by, value, locale),
    }
  }, [playbook, document, problems, named, id, editable, locale])
}

/** The node as the document has it now, though it may lack the form of one until an edit is finished. */
function asWritten(node: unknown, { id, kind, ...rest }: PlaybookNode): Inspected['node'] {
  const written = typeof node === 'object' && node !== null && Object(node).id === id ? node : rest
  return { ...written, id, kind }
}

function nameIn(node: object, list: string, by: string, value: string, locale: Locale): string {
  const name: unknown = Object(entriesIn(node, list).find((entry) => Object(entry)[by] === value)).name
  const side: unknown = typeof name === 'object' && name ? Reflect.get(name, locale) : value
  return typeof side === 'string' && side !== '' ? side : value
}
