import type { Playbook } from '@branch-playbook/engine'
import { ActionIcon, Tabs, Tooltip } from '@mantine/core'
import { IconPlus, IconStack2, IconTags } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useCommands } from '../commands/command.ts'
import { useText } from '../locale/text.ts'
import type { FailedExpectation } from '../scrutiny/failed-tests.ts'
import { blocking } from '../scrutiny/standing.ts'
import { useStanding, useStandingWords } from '../scrutiny/use-standing.ts'
import { Notice } from '../shell/notice.tsx'
import { ProblemList } from '../workshop/problem-list.tsx'
import { FactList } from './fact-list.tsx'
import { NodeTree } from './node-tree.tsx'
import classes from './outline.module.css'
import { type OutlineTab, useOutline } from './store.ts'

interface OutlineProps {
  readonly playbook: Playbook
  readonly failed: readonly FailedExpectation[]
  readonly editable: boolean
}

const TABS: readonly OutlineTab[] = ['nodes', 'facts', 'problems']

/** The playbook as lists: its nodes, its facts, its problems. The canvas's equal for keyboard and screen reader. */
export function Outline({ playbook, failed, editable }: OutlineProps) {
  const text = useText()
  const { tab, choose, wanted, arrived } = useOutline()
  useEffect(() => {
    if (wanted !== null && tab === 'problems') arrived()
  }, [wanted, tab, arrived])
  return (
    <nav className={classes.outline} data-part="outline" aria-label={text('workshop.outline')}>
      <Tabs
        value={tab}
        onChange={(chosen) => choose(TABS.find((each) => each === chosen) ?? 'nodes')}
        keepMounted={false}
        classNames={{ root: classes.tabs, panel: classes.panel }}
      >
        <Tabs.List grow>
          <Tabs.Tab value="nodes">{text('outline.nodes')}</Tabs.Tab>
          <Tabs.Tab value="facts">{text('outline.facts')}</Tabs.Tab>
          <Tabs.Tab value="problems">
            {text('outline.problems')} <ProblemCount />
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="nodes">
          <Tools editable={editable} />
          {playbook.nodes.length === 0 ? (
            <Notice tone="plain" title={text('outline.no_nodes')} text={text('outline.no_nodes_what')} />
          ) : (
            <NodeTree playbook={playbook} editable={editable} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="facts">
          <FactList playbook={playbook} editable={editable} />
        </Tabs.Panel>
        <Tabs.Panel value="problems">
          <ProblemList failed={failed} editable={editable} />
        </Tabs.Panel>
      </Tabs>
    </nav>
  )
}

function Tools({ editable }: { readonly editable: boolean }) {
  const text = useText()
  const { ask, arrangement, arrange } = useOutline()
  const other = arrangement === 'group' ? 'kind' : 'group'
  const Icon = other === 'group' ? IconStack2 : IconTags
  const name = other === 'group' ? 'outline.by_group' : 'outline.by_kind'
  useCommands([{ id: 'outline-arrange', name, group: 'outline', run: () => arrange(other) }])
  return (
    <div className={classes.tools}>
      <Tooltip label={text(name)} openDelay={400}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={text(name)}
          onClick={() => arrange(other)}
        >
          <Icon size={15} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {editable && (
        <Tooltip label={text('outline.add')} openDelay={400}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={text('outline.add')}
            onClick={() => ask({ ask: 'kind' })}
          >
            <IconPlus size={15} stroke={1.9} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  )
}

/** How many things block; where nothing does, how many warnings there are. */
function ProblemCount() {
  const words = useStandingWords()
  const standing = useStanding()
  const blocks = blocking(standing)
  const count = blocks > 0 ? blocks : standing.warnings
  if (count === 0) return null
  return (
    <span className={classes.badge} data-warning={blocks === 0 || undefined} title={words(standing)}>
      {count}
    </span>
  )
}
