import { typeOfFact } from '@branch-playbook/engine'
import { Select } from '@mantine/core'
import { useProblemsAt } from '../document/problems.ts'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { factsOfTest } from '../trace/subject.ts'
import { Remove } from './expectations.tsx'
import classes from './panel.module.css'
import { plainValue } from './plain-value.ts'
import type { TestProps } from './test-form.tsx'
import { ValueField } from './value-field.tsx'

/** What is known of whoever is tested, beside what the example says that he starts from. */
export function FactRows({ playbook, test, at, editable }: TestProps) {
  const text = useText()
  const { nameOf } = useNames()
  const { change, changeAll } = useDocument.getState()
  const problems = useProblemsAt(`/tests/${at}/facts`)
  const all = factsOfTest(test, playbook)
  const own = playbook.facts.filter(({ name }) => Object.hasOwn(test.facts, name))
  const others = playbook.facts.filter(({ name }) => !Object.hasOwn(test.facts, name))
  const structural = (name: string, value: unknown) =>
    changeAll([{ path: ['tests', at, 'facts', name], value }], {
      text: value === undefined ? 'step.test_fact_removed' : 'step.test_fact_added',
      values: { name: nameOf(name) },
    })
  return (
    <section aria-label={text('tests.facts')}>
      <h4>{text('tests.facts')}</h4>
      <ul className={classes.rows}>
        {own.map((fact) => {
          const { name, missing } = fact
          const wrong = problems.some(({ path }) => path === `/tests/${at}/facts/${name}`)
          return (
            <li key={name}>
              <span>{nameOf(name)}</span>
              <ValueField
                aria-label={nameOf(name)}
                disabled={!editable}
                error={wrong}
                type={typeOfFact(fact)}
                mayBeMissing={missing === 'possible'}
                currency={playbook.currency}
                value={test.facts[name] ?? null}
                onChange={(next) => change(['tests', at, 'facts', name], next)}
              />
              {editable && (
                <Remove
                  words={text('list.take_away', { name: nameOf(name) })}
                  onClick={() => structural(name, undefined)}
                />
              )}
            </li>
          )
        })}
      </ul>
      {editable && others.length > 0 && (
        <Select
          size="xs"
          aria-label={text('tests.add_fact')}
          placeholder={text('tests.add_fact')}
          searchable
          value={null}
          data={others.map(({ name }) => ({ value: name, label: nameOf(name) }))}
          onChange={(next) => {
            const fact = others.find(({ name }) => name === next)
            if (fact) structural(fact.name, all[fact.name] ?? plainValue(typeOfFact(fact), test.asOf))
          }}
        />
      )}
    </section>
  )
}
