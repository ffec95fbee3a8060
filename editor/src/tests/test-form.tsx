import type { Playbook, PlaybookTest } from '@branch-playbook/engine'
import { Button, Select, TextInput } from '@mantine/core'
import { IconCopy, IconRoute, IconTrash } from '@tabler/icons-react'
import { valueAt } from '../document/path.ts'
import { useProblemWords } from '../document/problem-words.ts'
import { useProblemsAt } from '../document/problems.ts'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { useScrutiny } from '../scrutiny/store.ts'
import { useAddTest } from './add-test.ts'
import { EventRows } from './event-rows.tsx'
import { Expectations } from './expectations.tsx'
import { FactRows } from './fact-rows.tsx'
import classes from './panel.module.css'
import { traceTest } from './test-commands.ts'

export interface TestProps {
  readonly playbook: Playbook
  readonly test: PlaybookTest
  /** Its place among the tests. */
  readonly at: number
  readonly editable: boolean
}

/** One test: whom, on which day, and what is expected of him. */
export function TestForm(props: TestProps) {
  const { at, editable } = props
  const text = useText()
  const { duplicate, remove } = useAddTest()
  return (
    <div className={classes.form} data-testid="test-form">
      <div className={classes.tools}>
        <Tool icon={IconRoute} words={text('tests.trace')} onClick={() => traceTest(at)} />
        {editable && (
          <>
            <Tool icon={IconCopy} words={text('tests.duplicate')} onClick={() => duplicate(at)} />
            <Tool icon={IconTrash} words={text('tests.remove')} onClick={() => remove(at)} />
          </>
        )}
      </div>
      <Head {...props} />
      <Unready at={at} />
      <div className={classes.columns}>
        <Expectations {...props} />
        <div>
          <FactRows {...props} />
          <EventRows {...props} />
        </div>
      </div>
    </div>
  )
}

interface ToolProps {
  readonly icon: typeof IconCopy
  readonly words: string
  onClick(): void
}

const Tool = ({ icon: Icon, words, onClick }: ToolProps) => (
  <Button size="compact-xs" variant="subtle" leftSection={<Icon size={13} aria-hidden />} onClick={onClick}>
    {words}
  </Button>
)

/** What the test is called, its day, and the example that it starts from. */
function Head({ playbook, test, at, editable }: TestProps) {
  const text = useText()
  const change = useDocument((state) => state.change)
  const name = useDocument((state) => String(valueAt(state.document, ['tests', at, 'name']) ?? ''))
  const asOf = useDocument((state) => String(valueAt(state.document, ['tests', at, 'asOf']) ?? ''))
  const examples = playbook.examples ?? []
  return (
    <div className={classes.headFields}>
      <TextInput
        size="xs"
        label={text('tests.name')}
        value={name}
        disabled={!editable}
        error={name.trim() === '' && text('tests.name_missing')}
        onChange={({ currentTarget }) => change(['tests', at, 'name'], currentTarget.value)}
      />
      <TextInput
        size="xs"
        type="date"
        label={text('tests.as_of')}
        value={asOf}
        disabled={!editable}
        onChange={({ currentTarget }) => change(['tests', at, 'asOf'], currentTarget.value)}
      />
      {examples.length > 0 && (
        <Select
          size="xs"
          label={text('tests.like')}
          placeholder={text('tests.like_nobody')}
          value={test.like ?? null}
          disabled={!editable}
          clearable
          data={examples.map(({ id }) => id)}
          onChange={(next) => change(['tests', at, 'like'], next ?? undefined)}
        />
      )}
    </div>
  )
}

/** Why the test cannot be run. */
function Unready({ at }: { readonly at: number }) {
  const words = useProblemWords()
  const wrong = useProblemsAt(`/tests/${at}`)
  const unready = useScrutiny((state) => state.verdicts[at]?.unready)
  const problems = [...wrong, ...(unready ?? [])]
  if (problems.length === 0) return null
  return (
    <ul className={classes.unready} role="alert">
      {problems.map((problem, place) => {
        const { what, mend } = words(problem)
        return (
          <li key={place}>
            {what} {mend}
          </li>
        )
      })}
    </ul>
  )
}
