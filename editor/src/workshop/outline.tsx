import { isError, type Playbook } from '@branch-playbook/engine'
import { Tabs } from '@mantine/core'
import { IconMessage } from '@tabler/icons-react'
import { useSelection } from '../canvas/selection.ts'
import { useNotesAt } from '../document/notes.ts'
import { useProblemsAt } from '../document/problems.ts'
import { useDocument } from '../document/store.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { viewOf } from '../nodes/index.ts'
import type { FailedExpectation } from '../scrutiny/failed-tests.ts'
import type { JudgedClaim } from '../scrutiny/judged-claim.ts'
import { useScrutiny } from '../scrutiny/store.ts'
import classes from './outline.module.css'
import { ProblemList } from './problem-list.tsx'

interface OutlineProps {
  readonly playbook: Playbook
  readonly failed: readonly FailedExpectation[]
  readonly editable: boolean
}

/** The playbook as lists: its nodes, its facts, its problems. The canvas's equal for keyboard and screen reader. */
export function Outline({ playbook, failed, editable }: OutlineProps) {
  const text = useText()
  const refuted = useScrutiny(({ claims }) => [...claims.values()].filter(isRefuted).length)
  const problems = useDocument((state) => state.reading.problems)
  const count = problems.length + failed.length + refuted
  const warnsOnly = failed.length + refuted === 0 && !problems.some(isError)
  return (
    <nav className={classes.outline} data-part="outline" aria-label={text('workshop.outline')}>
      <Tabs defaultValue="nodes" classNames={{ root: classes.tabs, panel: classes.panel }}>
        <Tabs.List grow>
          <Tabs.Tab value="nodes">{text('outline.nodes')}</Tabs.Tab>
          <Tabs.Tab value="facts">{text('outline.facts')}</Tabs.Tab>
          <Tabs.Tab value="problems">
            {text('outline.problems')}{' '}
            {count > 0 && (
              <span className={classes.badge} data-warning={warnsOnly || undefined}>
                {count}
              </span>
            )}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="nodes">
          <Nodes playbook={playbook} />
        </Tabs.Panel>
        <Tabs.Panel value="facts">
          <Facts playbook={playbook} />
        </Tabs.Panel>
        <Tabs.Panel value="problems">
          <ProblemList failed={failed} editable={editable} />
        </Tabs.Panel>
      </Tabs>
    </nav>
  )
}

const isRefuted = ({ status }: JudgedClaim): boolean => status === 'refuted'

function Nodes({ playbook }: { readonly playbook: Playbook }) {
  const bilingual = useBilingual()
  const text = useText()
  const { selected, select } = useSelection()
  return (
    <ul className={classes.nodes}>
      {playbook.nodes.map((node, at) => {
        const Icon = viewOf(node)?.icon
        return (
          <li key={node.id}>
            <button
              type="button"
              className={classes.node}
              aria-current={node.id === selected || undefined}
              onClick={() => select(node.id)}
            >
              {Icon && <Icon size={15} stroke={1.7} aria-hidden />}
              <span>{bilingual(node.name)}</span>
              <span className={classes.marks}>
                <NoteCount node={node.id} />
                <Count at={at} />
              </span>
              <small>{text(`node.${node.kind}`)}</small>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function NoteCount({ node }: { readonly node: string }) {
  const text = useText()
  const { length: count } = useNotesAt(node)
  if (count === 0) return null
  return (
    <span className={classes.noted} title={text('notes.count', { count })}>
      <IconMessage size={13} stroke={2} aria-label={text('notes.title')} />
      {count}
    </span>
  )
}

function Count({ at }: { readonly at: number }) {
  const text = useText()
  const problems = useProblemsAt(`/nodes/${at}`)
  if (problems.length === 0) return null
  return (
    <span
      className={classes.badge}
      data-warning={!problems.some(isError) || undefined}
      title={text('problems.count', { count: problems.length })}
    >
      {problems.length}
    </span>
  )
}

function Facts({ playbook }: { readonly playbook: Playbook }) {
  const bilingual = useBilingual()
  const text = useText()
  return (
    <ul className={classes.facts}>
      {playbook.facts.map(({ name, label, type, missing, note }) => (
        <li key={name} title={note && bilingual(note)}>
          <span>{bilingual(label)}</span>
          <small>
            {text(`kind.${type}`)}
            {missing === 'possible' && ` · ${text('outline.may_be_missing')}`}
          </small>
        </li>
      ))}
    </ul>
  )
}
