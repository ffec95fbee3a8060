import { Button, Switch, Tabs } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { useScrutiny } from '../scrutiny/store.ts'
import type { PanelProps } from '../workshop/panels.ts'
import { useAddTest } from './add-test.ts'
import { usePainting, useUnreached } from './coverage-paint.ts'
import { CustomerTest } from './customer-test.tsx'
import { useOpenedTest } from './opened-test.ts'
import classes from './panel.module.css'
import { TestForm } from './test-form.tsx'
import { TestList } from './test-list.tsx'
import { Unreached } from './unreached.tsx'

/** The playbook's own tests beside its rules: what became of each, and what of the rules they exercise. */
export function TestsPanel({ playbook, editable }: PanelProps) {
  const text = useText()
  const { blank } = useAddTest()
  const { at } = useOpenedTest()
  const { tests } = playbook
  const coverage = useScrutiny((state) => state.coverage)
  const unreached = useUnreached()
  const { painted, paint } = usePainting()
  const isSound = useDocument((state) => state.reading.plan !== null)
  const opened = at === null ? undefined : tests[at]
  return (
    <section className={classes.panel} aria-label={text('tests.title')} data-testid="tests">
      <Tabs defaultValue="tests" className={classes.left} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="tests">{text('tests.count', { count: tests.length })}</Tabs.Tab>
          <Tabs.Tab value="unreached">{text('tests.unreached', { count: unreached.length })}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="tests" className={classes.scrolled}>
          <TestList tests={tests} isSound={isSound} />
        </Tabs.Panel>
        <Tabs.Panel value="unreached" className={classes.scrolled}>
          <Unreached playbook={playbook} places={unreached} />
        </Tabs.Panel>
        <footer className={classes.foot}>
          <Switch
            size="xs"
            label={text('tests.paint')}
            checked={painted}
            onChange={({ currentTarget }) => paint(currentTarget.checked)}
          />
          {coverage && (
            <span>{text('tests.reached', { reached: coverage.exercised, places: coverage.total })}</span>
          )}
        </footer>
      </Tabs>
      <div className={classes.right}>
        {editable && (
          <div className={classes.adding}>
            <Button size="compact-xs" variant="light" leftSection={<IconPlus size={13} />} onClick={blank}>
              {text('tests.add')}
            </Button>
            <CustomerTest />
          </div>
        )}
        {opened && at !== null ? (
          <TestForm key={at} playbook={playbook} test={opened} at={at} editable={editable} />
        ) : (
          <p className={classes.empty}>{text(tests.length > 0 ? 'tests.choose' : 'tests.empty')}</p>
        )}
      </div>
    </section>
  )
}
