import { Button, Switch } from '@mantine/core'
import { useState } from 'react'
import { useSelection } from '../../canvas/selection.ts'
import { useBilingual, useText } from '../../locale/text.ts'
import { Refused } from '../../shell/refused.tsx'
import type { PanelProps } from '../../workshop/panels.ts'
import classes from './comments.module.css'
import { ThreadCard } from './thread-card.tsx'
import { useThreads } from './threads.ts'

/** All that is said about the playbook, node by node; also about nodes that are gone. */
export function CommentsPanel({ playbook: { nodes } }: PanelProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { select } = useSelection()
  const { playbook, threads, error, refetch } = useThreads()
  const [all, setAll] = useState(false)
  const shown = threads.filter((thread) => all || thread.resolved === null)
  const byNode = [...Map.groupBy(shown, ({ node }) => node)]
  return (
    <section className={classes.panel} aria-label={text('comments.title')} data-testid="comments-panel">
      {threads.some((thread) => thread.resolved !== null) && (
        <Switch
          size="xs"
          label={text('comments.show_resolved')}
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
      )}
      {error && <Refused error={error} onRetry={() => void refetch()} />}
      {shown.length === 0 && !error && <p className={classes.empty}>{text('comments.none')}</p>}
      <div className={classes.columns}>
        {byNode.map(([id, said]) => {
          const node = nodes.find((each) => each.id === id)
          return (
            <section key={id}>
              <Button size="compact-xs" variant="subtle" disabled={!node} onClick={() => select(id)}>
                {node ? bilingual(node.name) : text('comments.gone', { node: id })}
              </Button>
              {said.map((thread) => (
                <ThreadCard key={thread.number} playbook={playbook} thread={thread} />
              ))}
            </section>
          )
        })}
      </div>
    </section>
  )
}
