import { Button, Loader } from '@mantine/core'
import { IconTestPipe, IconX } from '@tabler/icons-react'
import { useProblemWords } from '../document/problem-words.ts'
import { useDocument } from '../document/store.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { useAddTest } from '../tests/add-test.ts'
import type { PanelProps } from '../workshop/panels.ts'
import { Chooser } from './chooser.tsx'
import classes from './panel.module.css'
import { Steps } from './steps.tsx'
import { useTrace } from './store.ts'
import { caseOf, placeOfTest, type Subject } from './subject.ts'
import { Why } from './why.tsx'
import { WhyNot } from './why-not.tsx'

/** One customer's way through the playbook: who, node by node, and why. */
export function TracePanel({ playbook, editable }: PanelProps) {
  const text = useText()
  const { subject, tracing, problems, failure } = useTrace()
  const isSound = useDocument((state) => state.reading.plan !== null)
  const words = useProblemWords()
  const stale = problems.length > 0 || !isSound
  return (
    <section className={classes.panel} aria-label={text('trace.title')} data-testid="trace">
      <div className={classes.who}>
        <Chooser playbook={playbook} />
        {subject && <Chosen subject={subject} editable={editable} />}
        {failure !== null && <Notice tone="problem" title={text('trace.failed')} text={failure} />}
        {!isSound && (
          <Notice tone="caution" title={text('whatif.invalid')} text={text('trace.invalid_what')} />
        )}
        {problems.map((problem, at) => {
          const { what, mend } = words(problem)
          return <Notice key={at} tone="caution" title={what} text={mend} />
        })}
      </div>
      {!subject && <p className={classes.empty}>{text('trace.empty')}</p>}
      {subject && !tracing && !stale && failure === null && <Loader size="sm" m="md" />}
      {subject && tracing && (
        <>
          <Steps tracing={tracing} stale={stale} />
          <div className={classes.why}>
            <Why playbook={playbook} tracing={tracing} />
            <WhyNot playbook={playbook} />
          </div>
        </>
      )}
    </section>
  )
}

interface ChosenProps {
  readonly subject: Subject
  readonly editable: boolean
}

/** Who is traced, and what can be done with him. */
function Chosen({ subject, editable }: ChosenProps) {
  const text = useText()
  const { choose, tracing } = useTrace()
  const { testOfCase } = useAddTest()
  const playbook = useDocument((state) => state.shown)
  const words = useSubjectWords()
  const found = playbook && caseOf(subject, playbook)
  return (
    <div className={classes.chosen}>
      <p>
        <strong>{words(subject)}</strong>
        {found && <span>{text('trace.as_of', { day: found.asOf })}</span>}
      </p>
      <span className={classes.tools}>
        {editable && found && subject.kind !== 'test' && (
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<IconTestPipe size={13} aria-hidden />}
            onClick={() => testOfCase(found, subject.kind === 'customer' ? (tracing?.figures ?? null) : null)}
          >
            {text('tests.make')}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconX size={13} aria-hidden />}
          onClick={() => choose(null)}
        >
          {text('trace.stop')}
        </Button>
      </span>
    </div>
  )
}

/** What people call whoever is traced. */
function useSubjectWords(): (subject: Subject) => string {
  const text = useText()
  const bilingual = useBilingual()
  const playbook = useDocument((state) => state.shown)
  return (subject) => {
    switch (subject.kind) {
      case 'customer':
        return `${subject.name} · ${subject.id}`
      case 'test': {
        const { tests = [] } = playbook ?? {}
        return text('trace.test', { name: tests[placeOfTest(subject, tests)]?.name ?? subject.name })
      }
      case 'breaker': {
        const claim = playbook?.invariants?.find(({ id }) => id === subject.claim)
        return text('trace.breaker', { claim: claim ? bilingual(claim.name) : subject.claim })
      }
    }
  }
}
