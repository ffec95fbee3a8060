import { NODE_KINDS, type Playbook } from '@branch-playbook/engine'
import { Modal } from '@mantine/core'
import { type Icon, IconArrowRight, IconBan } from '@tabler/icons-react'
import { useReactFlow } from '@xyflow/react'
import { matchSorter } from 'match-sorter'
import { useMemo, useState } from 'react'
import { usePlaces } from '../commands/places.ts'
import { SearchList } from '../commands/search-list.tsx'
import { addNode } from '../composition/add-node.ts'
import { edited } from '../composition/edited.ts'
import { open, slotsOf } from '../composition/slots.ts'
import { useSlotWords } from '../composition/words.ts'
import { dependsOn } from '../document/reach.ts'
import { useDocument } from '../document/store.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { viewOf, viewOfKind } from '../nodes/index.ts'
import { useNames } from '../nodes/names.ts'
import { announce } from '../shell/announce.tsx'
import type { CanvasNode } from './canvas-nodes.ts'
import { type Deeds, kindName, slotFor } from './deeds.ts'
import { goTo } from './go.ts'
import { graphOf } from './graph.ts'
import { type From, type Question, useQuestion } from './question.ts'
import classes from './questions.module.css'
import { useSelection } from './selection.ts'

/** An answer that can be given; with `refused` only said why it cannot. */
interface Answer {
  readonly id: string
  readonly name: string
  /** What else it is found by. */
  readonly also?: string
  readonly hint?: string | undefined
  readonly icon: Icon
  readonly refused?: string
  give(): void
}

/** Room that a question takes on the page, in pixels. */
const WIDTH = 380
const HEIGHT = 420

/** The question that is open over the canvas: a list that is searched by typing. */
export function Questions({ deeds }: { readonly deeds: Deeds }) {
  const { question } = useQuestion()
  const playbook = useDocument((state) => state.shown)
  if (!question || !playbook) return null
  switch (question.ask) {
    case 'kind':
      return <WhichKind question={question} deeds={deeds} playbook={playbook} />
    case 'target':
      return <WhichTarget source={question.source} deeds={deeds} playbook={playbook} />
    case 'field':
      return (
        <WhichField source={question.source} target={question.target} deeds={deeds} playbook={playbook} />
      )
    case 'edge':
      return <WhichEdge node={question.node} deeds={deeds} playbook={playbook} />
    case 'where':
      return <Where playbook={playbook} />
  }
}

interface Asking {
  readonly deeds: Deeds
  readonly playbook: Playbook
}

function WhichKind({
  question,
  deeds,
  playbook,
}: Asking & { readonly question: Extract<Question, { ask: 'kind' }> }) {
  const text = useText()
  const { nameOf } = useNames()
  const { at, from } = question
  const kinds = useMemo(
    () => NODE_KINDS.map(({ kind }) => kind).filter((kind) => !from || fits(playbook, kind, from)),
    [playbook, from],
  )
  const answers = kinds.map(
    (kind): Answer => ({
      id: kind,
      name: kindName(text, kind),
      also: kind,
      icon: viewOfKind(kind)?.icon ?? IconArrowRight,
      give: () => deeds.add(kind, at, from),
    }),
  )
  const label = from
    ? text(from.way === 'used_by_new' ? 'canvas.add_after' : 'canvas.add_before', { name: nameOf(from.node) })
    : text('canvas.add')
  return <Choice label={label} answers={answers} />
}

/** Whether a node of a kind could stand at the other end of an edge. */
function fits(playbook: Playbook, kind: string, from: From): boolean {
  const { edits, id } = addNode(playbook, kind)
  const after = edited(playbook, edits)
  const [source, target] = from.way === 'used_by_new' ? [from.node, id] : [id, from.node]
  return slotFor(after, id, from) !== undefined || dependsOn(after, target, source)
}

function WhichTarget({ source, deeds, playbook }: Asking & { readonly source: string }) {
  const text = useText()
  const bilingual = useBilingual()
  const { nameOf } = useNames()
  const answers = playbook.nodes
    .filter(({ id }) => id !== source)
    .map((node) => ({ node, fits: open(slotsOf(playbook, source, node.id)).length > 0 }))
    .toSorted((left, right) => Number(right.fits) - Number(left.fits))
    .map(
      ({ node, fits }): Answer => ({
        id: node.id,
        name: bilingual(node.name),
        also: node.id,
        hint: fits ? kindName(text, node.kind) : text('canvas.does_not_fit'),
        icon: fits ? (viewOf(node)?.icon ?? IconArrowRight) : IconBan,
        give: () => deeds.connect(source, node.id),
      }),
    )
  return <Choice label={text('canvas.connect_to', { name: nameOf(source) })} answers={answers} />
}

function WhichField({
  source,
  target,
  deeds,
  playbook,
}: Asking & { readonly source: string; readonly target: string }) {
  const text = useText()
  const { nameOf } = useNames()
  const { label, former, why } = useSlotWords()
  const answers = slotsOf(playbook, source, target).map(
    (slot): Answer => ({
      id: `${slot.by} ${slot.path.join('.')} ${slot.words.join('.')}`,
      name: label(slot),
      hint: slot.refused ? undefined : (former(slot) ?? text('canvas.one_more')),
      icon: slot.refused ? IconBan : IconArrowRight,
      ...(slot.refused && { refused: why(slot) }),
      give: () => deeds.connectTo(slot),
    }),
  )
  // A list refuses for each of its entries alike: it is said once.
  const once = [
    ...new Map(
      answers.map((answer) => [answer.refused ? `${answer.name} ${answer.refused}` : answer.id, answer]),
    ).values(),
  ]
  return (
    <Choice
      label={text('canvas.connect_as', { source: nameOf(source), target: nameOf(target) })}
      answers={once}
    />
  )
}

function WhichEdge({ node, deeds, playbook }: Asking & { readonly node: string }) {
  const text = useText()
  const { nameOf } = useNames()
  const answers = graphOf(playbook)
    .edges.filter(({ source, target }) => source === node || target === node)
    .map(
      ({ id, source, target }): Answer => ({
        id,
        name: text('canvas.edge', { source: nameOf(source), target: nameOf(target) }),
        icon: IconArrowRight,
        give: () => deeds.disconnect(source, target),
      }),
    )
  return <Choice label={text('canvas.disconnect_which', { name: nameOf(node) })} answers={answers} />
}

function Where({ playbook }: { readonly playbook: Playbook }) {
  const text = useText()
  const bilingual = useBilingual()
  const flow = useReactFlow<CanvasNode>()
  const show = (ids: readonly string[]) => {
    const [only] = ids.length === 1 ? ids : []
    useSelection.getState().choose(ids)
    requestAnimationFrame(() => {
      void flow.fitView({ nodes: ids.map((id) => ({ id })), maxZoom: 1, padding: 0.3 })
      if (only !== undefined) goTo(flow, only)
    })
  }
  const answers = usePlaces().map(({ id, part, name, symbol, kind, icon }): Answer => {
    const ids =
      part === 'nodes'
        ? [symbol]
        : playbook.nodes.map((node) => node.id).filter((user) => dependsOn(playbook, user, symbol))
    const used = text('canvas.used_by', { count: ids.length })
    return {
      id,
      name: bilingual(name),
      also: `${symbol} ${name.en} ${name['zh-CN']}`,
      hint: part === 'nodes' ? kind : used,
      icon,
      ...(ids.length === 0 && { refused: used }),
      give() {
        show(ids)
        announce(part === 'nodes' ? bilingual(name) : `${bilingual(name)}: ${used}`)
      },
    }
  })
  return <Choice label={text('canvas.find')} answers={answers} />
}

function Choice({ label, answers }: { readonly label: string; readonly answers: readonly Answer[] }) {
  const text = useText()
  const { at, answered } = useQuestion()
  const [query, setQuery] = useState('')
  const close = () => {
    answered()
    focusChosen()
  }
  const found =
    query.trim() === '' ? answers : matchSorter(answers, query, { keys: ['name', 'also', 'hint'] })
  const place = at && {
    position: 'fixed' as const,
    left: Math.max(8, Math.min(at.x, window.innerWidth - WIDTH - 12)),
    top: Math.max(8, Math.min(at.y, window.innerHeight - HEIGHT)),
  }
  return (
    <Modal.Root opened onClose={close} size={WIDTH} padding={0} yOffset="16vh" returnFocus={false}>
      <Modal.Overlay {...(at && { backgroundOpacity: 0 })} />
      <Modal.Content aria-label={label} style={place ?? {}}>
        <Modal.Body p={0} className={classes.body ?? ''}>
          <SearchList
            label={label}
            placeholder={label}
            nothing={text('canvas.nothing_found')}
            query={query}
            onQuery={setQuery}
            sections={[{ items: found }]}
            idOf={({ id }) => id}
            draw={({ icon: Icon, name, hint, refused }) => (
              <>
                <Icon size={16} stroke={1.7} aria-hidden />
                <span className={classes.answer} data-refused={refused !== undefined || undefined}>
                  {name}
                  {refused !== undefined && <small className={classes.why}>{refused}</small>}
                </span>
                {hint !== undefined && <small>{hint}</small>}
              </>
            )}
            onChoose={(answer) => {
              if (answer.refused !== undefined) return announce(answer.refused)
              close()
              answer.give()
            }}
          />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

/** Gives the keyboard back to what is chosen, or to the canvas. */
function focusChosen(): void {
  const [id] = useSelection.getState().chosen
  const selector = id === undefined ? '.react-flow' : `.react-flow__node[data-id="${CSS.escape(id)}"]`
  document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true })
}
