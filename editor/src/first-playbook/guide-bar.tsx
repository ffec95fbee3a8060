import type { Playbook } from '@branch-playbook/engine'
import { Button } from '@mantine/core'
import { useSelection } from '../canvas/selection.ts'
import { useText } from '../locale/text.ts'
import classes from './guide.module.css'
import { STEPS } from './steps.ts'
import { useStepsDone } from './use-steps-done.ts'

/** Above the form of a node that a step has added: how far one is, and the way back to the guide. */
export function GuideBar({ playbook }: { readonly playbook: Playbook }) {
  const text = useText()
  const select = useSelection((state) => state.select)
  const done = useStepsDone(playbook)
  if (done === null) return null
  return (
    <div className={classes.bar}>
      <span>{text('guide.progress', { done: done.size, steps: STEPS.length })}</span>
      <Button size="compact-xs" variant="light" onClick={() => select(null)}>
        {text('guide.back')}
      </Button>
    </div>
  )
}
