import { NODE_KINDS } from '@branch-playbook/engine'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconNote, IconPlus } from '@tabler/icons-react'
import { useText } from '../locale/text.ts'
import { viewOfKind } from '../nodes/index.ts'
import { type Deeds, kindName } from './deeds.ts'
import classes from './palette.module.css'
import { useQuestion } from './question.ts'

/** Under which a kind is carried from the palette to the canvas. */
export const CARRIED = 'application/x-branch-playbook-kind'

/** What is carried when it is a note instead. */
export const NOTE_KIND = 'note'

/** Everything that can be put on the canvas: a click puts it into the middle, dragging puts it anywhere. */
export function Palette({ deeds }: { readonly deeds: Deeds }) {
  const text = useText()
  const { ask } = useQuestion()
  return (
    <div
      className={classes.palette}
      role="toolbar"
      aria-orientation="vertical"
      aria-label={text('canvas.palette')}
    >
      <Tooltip label={text('canvas.add')} position="right" openDelay={300}>
        <ActionIcon
          variant="light"
          size={28}
          aria-label={text('canvas.add')}
          onClick={() => ask({ ask: 'kind' })}
        >
          <IconPlus size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {NODE_KINDS.map(({ kind }) => {
        const Icon = viewOfKind(kind)?.icon ?? IconPlus
        return (
          <Item key={kind} carried={kind} label={kindName(text, kind)} onClick={() => deeds.add(kind)}>
            <Icon size={17} stroke={1.7} aria-hidden />
          </Item>
        )
      })}
      <Item carried={NOTE_KIND} label={text('canvas.note')} onClick={() => deeds.note()}>
        <IconNote size={17} stroke={1.7} aria-hidden />
      </Item>
    </div>
  )
}

interface ItemProps {
  readonly carried: string
  readonly label: string
  readonly children: React.ReactNode
  onClick(): void
}

function Item({ carried, label, children, onClick }: ItemProps) {
  const text = useText()
  return (
    <Tooltip label={label} position="right" openDelay={150}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        draggable
        aria-label={text('canvas.add_kind', { kind: label })}
        onDragStart={(event) => {
          event.dataTransfer.setData(CARRIED, carried)
          event.dataTransfer.effectAllowed = 'copy'
        }}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
