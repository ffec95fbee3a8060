import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo, useState } from 'react'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import type { Frame } from './canvas-nodes.ts'
import classes from './frame-card.module.css'

/** The frame around the nodes of a group, or in their place when it is folded. */
export const FrameCard = memo(function FrameCard({ data: { group, editable }, selected }: NodeProps<Frame>) {
  const text = useText()
  const [name, setName] = useState<string | null>(null)
  const edit = (
    field: 'name' | 'collapsed',
    value: unknown,
    key: 'canvas.step.rename_group' | 'canvas.step.collapse' | 'canvas.step.expand',
  ) => {
    const { shown, changeAll } = useDocument.getState()
    const at = (shown?.groups ?? []).findIndex(({ id }) => id === group.id)
    changeAll([{ path: ['groups', at, field], value }], { text: key })
  }
  const finish = () => {
    if (name !== null && name.trim() !== '' && name !== group.name)
      edit('name', name.trim(), 'canvas.step.rename_group')
    setName(null)
  }
  const Chevron = group.collapsed ? IconChevronRight : IconChevronDown
  return (
    <div
      className={classes.frame}
      data-selected={selected || undefined}
      data-collapsed={group.collapsed || undefined}
    >
      {group.collapsed && <Handle type="target" position={Position.Left} isConnectable={false} />}
      <div className={classes.head}>
        <button
          type="button"
          className={`nodrag ${classes.fold}`}
          aria-label={text(group.collapsed ? 'canvas.expand' : 'canvas.collapse')}
          aria-expanded={!group.collapsed}
          disabled={!editable}
          onClick={() =>
            edit(
              'collapsed',
              group.collapsed ? undefined : true,
              group.collapsed ? 'canvas.step.expand' : 'canvas.step.collapse',
            )
          }
        >
          <Chevron size={15} stroke={2} aria-hidden />
        </button>
        {name === null ? (
          // biome-ignore lint/a11y/noStaticElementInteractions: F2 does the same by keyboard
          <span className={classes.name} onDoubleClick={() => editable && setName(group.name)}>
            {group.name}
          </span>
        ) : (
          <input
            className={`nodrag ${classes.input}`}
            aria-label={text('canvas.group_name_label')}
            value={name}
            maxLength={200}
            // biome-ignore lint/a11y/noAutofocus: it was asked for
            autoFocus
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            onBlur={finish}
            onKeyDown={(event) => {
              if (event.key === 'Enter') finish()
              if (event.key === 'Escape') setName(null)
            }}
          />
        )}
        {editable && name === null && (
          <button
            type="button"
            className="spoken"
            data-rename
            tabIndex={-1}
            onClick={() => setName(group.name)}
          >
            {text('canvas.rename_group')}
          </button>
        )}
        <small>{text('canvas.group_count', { count: group.nodes.length })}</small>
      </div>
      {group.collapsed && <Handle type="source" position={Position.Right} isConnectable={false} />}
    </div>
  )
})
