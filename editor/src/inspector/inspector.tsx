import { NODE_KINDS, pointer } from '@branch-playbook/engine'
import { useMemo } from 'react'
import type { Path } from '../document/path.ts'
import { problemsAt } from '../document/problems.ts'
import { useDocument } from '../document/store.ts'
import { dependents } from '../document/values.ts'
import { useLanguage } from '../locale/language.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { type Inspected, InspectedContext } from './context.ts'
import { Fields } from './fields/group-field.tsx'
import { type Form, formOf, type Reference } from './form.ts'
import { Problems } from './frame.tsx'
import classes from './inspector.module.css'

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
  const text = useText()
  const bilingual = useBilingual()
  const inspected = useInspectedNode(id, editable)
  const form = inspected && FORMS.get(inspected.node.kind)
  if (!inspected || form?.form !== 'group') return null
  const { node } = inspected
  return (
    <InspectedContext value={inspected}>
      <section className={classes.inspector} aria-label={bilingual(node.name)} key={id}>
        <header className={classes.head}>
          <h2>{bilingual(node.name)}</h2>
          <p>
            {text(`node.${node.kind}`)} · <code>{node.id}</code>
          </p>
          <Problems problems={inspected.problemsAt([])} />
        </header>
        <Fields
          fields={form.fields.filter(({ name }) => !IDENTITY.has(name))}
          path={[]}
          words={[]}
          value={node}
        />
      </section>
    </InspectedContext>
  )
}

function useInspectedNode(id: string, editable: boolean): Inspected | null {
  const playbook = useDocument((state) => state.shown)
  const problems = useDocument((state) => state.reading.problems)
  const change = useDocument((state) => state.change)
  const locale = useLanguage((state) => state.locale)
  const { named } = useNames()
  return useMemo(() => {
    const at = playbook?.nodes.findIndex((each) => each.id === id) ?? -1
    const node = playbook?.nodes[at]
    if (!playbook || !node) return null
    const circle = dependents(playbook, id)
    const here = (path: Path) => pointer(['nodes', at, ...path])
    const valuesOf = (name: string) => {
      const type = named.get(name)?.type
      return type?.kind === 'class' ? type.values : []
    }
    const entriesOf = (list: string): readonly unknown[] => {
      const entries: unknown = Reflect.get(node, list)
      return Array.isArray(entries) ? entries : []
    }
    return {
      playbook,
      node,
      named,
      editable,
      currency: playbook.currency,
      candidates: ({ to, kinds }: Reference) =>
        [...named.values()]
          .filter(({ name, kind, type }) => {
            if (circle.has(name) || (to === 'fact' && kind !== null)) return false
            if (to === 'node') return kind !== null && kinds.includes(kind)
            return kinds === 'any' || kinds.some((each) => each === type.kind)
          })
          .map(({ name }) => name),
      classValues: (field) => valuesOf(field === 'id' ? id : String(Reflect.get(node, field))),
      entries: (list, by) => entriesOf(list).map((entry) => String(Object(entry)[by])),
      entryName: (list, by, value) => {
        const name = Object(entriesOf(list).find((entry) => Object(entry)[by] === value)).name
        return typeof name === 'object' && name ? String(Reflect.get(name, locale)) : value
      },
      problemsAt: (path) => problems.filter((each) => each.path === here(path)),
      problemsWithin: (path) => problemsAt(problems, here(path)),
      change: (path, value) => change(['nodes', at, ...path], value),
    } satisfies Inspected
  }, [playbook, problems, change, named, id, editable, locale])
}
