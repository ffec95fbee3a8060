import { Select, TextInput } from '@mantine/core'
import { uniqueName } from '../composition/unique.ts'
import { useDocument } from '../document/store.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Remove } from './expectations.tsx'
import classes from './panel.module.css'
import type { TestProps } from './test-form.tsx'

/** What head office announced before the day of the test. Nothing for a playbook that answers to no news. */
export function EventRows({ playbook, test, at, editable }: TestProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { change, changeAll } = useDocument.getState()
  const answered = playbook.nodes.flatMap((node) =>
    node.kind === 'trigger' && node.occurs.by === 'announcement'
      ? [{ type: node.occurs.event, name: node.name }]
      : [],
  )
  const events = test.events ?? []
  if (answered.length === 0 && events.length === 0) return null
  const path = ['tests', at, 'events']
  const add = (type: string) => {
    const found = answered.find((each) => each.type === type)
    if (!found) return
    const id = uniqueName('event_1', new Set(events.map((each) => each.id)))
    const event = { id, type, day: test.asOf, name: found.name }
    changeAll([{ path, value: [...events, event] }], {
      text: 'step.event_added',
      values: { name: bilingual(found.name) },
    })
  }
  const remove = (place: number) => {
    const left = events.toSpliced(place, 1)
    const event = events[place]
    changeAll([{ path, value: left.length > 0 ? left : undefined }], {
      text: 'step.event_removed',
      values: { name: event ? bilingual(event.name) : '' },
    })
  }
  return (
    <section aria-label={text('tests.events')}>
      <h4>{text('tests.events')}</h4>
      <ul className={classes.rows}>
        {events.map((event, place) => (
          <li key={place}>
            <span>{bilingual(event.name)}</span>
            <TextInput
              size="xs"
              type="date"
              aria-label={bilingual(event.name)}
              disabled={!editable}
              value={event.day}
              onChange={({ currentTarget }) => change([...path, place, 'day'], currentTarget.value)}
            />
            {editable && (
              <Remove
                words={text('list.take_away', { name: bilingual(event.name) })}
                onClick={() => remove(place)}
              />
            )}
          </li>
        ))}
      </ul>
      {editable && (
        <Select
          size="xs"
          aria-label={text('tests.add_event')}
          placeholder={text('tests.add_event')}
          value={null}
          data={answered.map(({ type, name }) => ({ value: type, label: bilingual(name) }))}
          onChange={(next) => next !== null && add(next)}
        />
      )}
    </section>
  )
}
