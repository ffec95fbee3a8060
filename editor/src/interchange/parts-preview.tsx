import type { Playbook } from '@branch-playbook/engine'
import { Badge, Switch } from '@mantine/core'
import { useBilingual, useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import type { Arrival } from './arrival.ts'
import classes from './interchange.module.css'
import { ProblemLines } from './problem-lines.tsx'

interface PartsPreviewProps {
  readonly arrival: Extract<Arrival, { is: 'parts' }>
  readonly playbook: Playbook
  readonly replacing: boolean
  onReplacing(replacing: boolean): void
}

/** Tables and rules that come to a playbook, with the facts that they need, and what of the file stays behind. */
export function PartsPreview({ arrival, playbook, replacing, onReplacing }: PartsPreviewProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { nodes, facts, problems } = arrival
  const there = new Set(playbook.nodes.map(({ id }) => id))
  const asksWhether = !replacing || nodes.some(({ id }) => there.has(id))
  return (
    <>
      <p>{text('interchange.parts', { nodes: nodes.length, facts: facts.length })}</p>
      {asksWhether && (
        <Switch
          size="xs"
          label={text('interchange.replace')}
          checked={replacing}
          onChange={({ currentTarget }) => onReplacing(currentTarget.checked)}
        />
      )}
      <ul className={classes.arrivals} aria-label={text('interchange.title_parts')}>
        {nodes.map(({ id, kind, name }) => (
          <li key={id}>
            <span>{bilingual(name)}</span>
            <small>
              {text(`node.${kind}`)} · <code>{id}</code>
            </small>
            <Badge size="sm" variant="light" color={there.has(id) ? 'yellow' : 'pine'}>
              {text(there.has(id) ? 'interchange.replaces' : 'interchange.new')}
            </Badge>
          </li>
        ))}
        {facts.map(({ name, label, type }) => (
          <li key={name}>
            <span>{bilingual(label)}</span>
            <small>
              {text('interchange.fact', { kind: text(`kind.${type}`) })} · <code>{name}</code>
            </small>
            <Badge size="sm" variant="light">
              {text('interchange.new')}
            </Badge>
          </li>
        ))}
      </ul>
      {problems.length > 0 && (
        <Notice tone="caution" title={text('interchange.problems', { count: problems.length })}>
          <ProblemLines problems={problems} />
        </Notice>
      )}
    </>
  )
}
