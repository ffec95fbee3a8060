import { isError } from '@branch-playbook/engine'
import {
  IconArrowLeft,
  IconArrowRight,
  IconChevronDown,
  IconChevronRight,
  IconMessage,
  IconStack2,
} from '@tabler/icons-react'
import { nodeOf } from '../canvas/node-of.ts'
import { useNotesAt } from '../document/notes.ts'
import { useProblemsAt } from '../document/problems.ts'
import { useDocument } from '../document/store.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { viewOf } from '../nodes/index.ts'
import { standingOf } from '../scrutiny/standing.ts'
import { useStandingWords } from '../scrutiny/use-standing.ts'
import { CommentMark } from '../together/comments/comment-mark.tsx'
import { EditingMark } from '../together/editing-mark.tsx'
import classes from './outline.module.css'
import type { Item } from './tree-of.ts'

interface TreeRowProps {
  readonly item: Item
  /** What is read out of it beside its name. */
  readonly words: string
  readonly level: number
  readonly folder: 'open' | 'closed' | null
  /** Whether its form is open. */
  readonly current: boolean
  /** What makes it an item of the tree. */
  readonly props: Readonly<Record<string, unknown>>
  /** What people call a node or a fact. */
  nameOf(name: string): string
  onUnfold(): void
}

/** One line of the tree. */
export function TreeRow({ item, words, level, folder, current, props, nameOf, onUnfold }: TreeRowProps) {
  const Chevron = folder === 'open' ? IconChevronDown : IconChevronRight
  return (
    <div
      {...props}
      className={classes.row}
      style={{ paddingLeft: 4 + level * 14 }}
      data-is={item.is}
      aria-current={current || undefined}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys do the same */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys do the same */}
      <span
        className={classes.unfold}
        onClick={(event) => {
          event.stopPropagation()
          onUnfold()
        }}
      >
        {folder !== null && <Chevron size={13} stroke={2} aria-hidden />}
      </span>
      <Content item={item} nameOf={nameOf} />
      <span className="spoken">{words}</span>
    </div>
  )
}

function Content({ item, nameOf }: Pick<TreeRowProps, 'item' | 'nameOf'>) {
  const text = useText()
  const playbook = useDocument((state) => state.shown)
  switch (item.is) {
    case 'root':
      return null
    case 'group':
      return (
        <>
          <IconStack2 size={15} stroke={1.7} aria-hidden />
          <span>{playbook?.groups?.find(({ id }) => id === item.group)?.name}</span>
        </>
      )
    case 'kind':
      return <span>{text(`node.${item.kind}`)}</span>
    case 'node':
      return <NodeLine id={item.node} />
    case 'link': {
      const Arrow = item.way === 'upstream' ? IconArrowLeft : IconArrowRight
      return (
        <>
          <Arrow size={13} stroke={1.8} aria-hidden />
          <span>{nameOf(item.other)}</span>
        </>
      )
    }
  }
}

function NodeLine({ id }: { readonly id: string }) {
  const text = useText()
  const standingWords = useStandingWords()
  const bilingual = useBilingual()
  const found = useDocument(({ shown }) => shown && nodeOf(shown, id))
  const problems = useProblemsAt(`/nodes/${found?.at ?? -1}`)
  const { length: notes } = useNotesAt(id)
  if (!found) return null
  const { node } = found
  const Icon = viewOf(node)?.icon
  return (
    <>
      {Icon && <Icon size={15} stroke={1.7} aria-hidden />}
      <span title={text(`node.${node.kind}`)}>{bilingual(node.name)}</span>
      <span className={classes.marks}>
        {/* The name of the line says the same in words. */}
        <span className={classes.marks} aria-hidden>
          <EditingMark node={id} silent />
          <CommentMark node={id} silent />
        </span>
        {notes > 0 && (
          <span className={classes.noted} title={text('notes.count', { count: notes })}>
            <IconMessage size={13} stroke={2} aria-hidden />
            {notes}
          </span>
        )}
        {problems.length > 0 && (
          <span
            className={classes.badge}
            data-warning={!problems.some(isError) || undefined}
            title={standingWords(standingOf(problems))}
          >
            {problems.length}
          </span>
        )}
      </span>
    </>
  )
}
