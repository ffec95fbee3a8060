import type { Playbook } from '@branch-playbook/engine'
import { Button } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { useSelection } from '../canvas/selection.ts'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import { useVersionsDrawer } from '../workshop/versions-drawer.ts'
import { useView } from '../workshop/view.ts'
import classes from './guide.module.css'
import { kindOf, STEPS, type StepId } from './steps.ts'
import { takeStep } from './take-step.ts'
import { useStepsDone } from './use-steps-done.ts'

/** Leads through a playbook of which no version was submitted yet: what it needs until branches get lists from it. */
export function Guide({ playbook }: { readonly playbook: Playbook }) {
  const text = useText()
  const done = useStepsDone(playbook)
  const submit = useVersionsDrawer((state) => state.open)
  if (done === null) return null
  const next = STEPS.find((step) => !done.has(step))
  return (
    <section className={classes.guide} aria-label={text('guide.title')}>
      <h3>{text('guide.title')}</h3>
      <p>
        {next === undefined
          ? text('guide.complete')
          : text('guide.progress', { done: done.size, steps: STEPS.length })}
      </p>
      {next === undefined && (
        <Button size="xs" onClick={submit}>
          {text('versions.submit_ask')}
        </Button>
      )}
      <ol>
        {STEPS.map((step) => (
          <li
            key={step}
            data-done={done.has(step) || undefined}
            aria-current={step === next ? 'step' : undefined}
          >
            {done.has(step) ? (
              <IconCircleCheckFilled size={17} role="img" aria-label={text('guide.done')} />
            ) : (
              <IconCircle size={17} aria-hidden />
            )}
            <div>
              <strong>{text(`guide.step.${step}`)}</strong>
              {step === next && <NextStep step={step} playbook={playbook} />}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Why the step is needed, and the button that takes it. */
function NextStep({ step, playbook }: { readonly step: StepId; readonly playbook: Playbook }) {
  const text = useText()
  const take = useStep(step, playbook)
  return (
    <>
      <p>{text(`guide.why.${step}`)}</p>
      {take && (
        <Button size="xs" onClick={take}>
          {text(`guide.do.${step === 'tests' ? 'tests' : 'add'}`)}
        </Button>
      )}
    </>
  )
}

/** How a step is taken; null for one that consists of mending what the list of problems says. */
function useStep(step: StepId, playbook: Playbook): (() => void) | null {
  const text = useText()
  const { changeAll } = useDocument()
  const { select } = useSelection()
  const { show } = useView()
  const kind = kindOf(step)
  if (step === 'sound') return null
  if (kind === null) return () => show('tests')
  return () => {
    const added = takeStep(playbook, kind)
    const name = text(`node.${kind}`)
    changeAll(added.edits, { text: 'step.added', values: { name } })
    select(added.id)
    announce(text('guide.added', { name }))
  }
}
