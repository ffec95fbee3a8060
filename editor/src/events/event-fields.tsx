import type { Bilingual } from '@branch-playbook/engine'
import { TextInput } from '@mantine/core'
import { MOST_OF_EVENT_NAME } from '../api/limits.ts'
import { useText } from '../locale/text.ts'

/** What is said of an event, as it is typed. */
export interface EventContent {
  readonly day: string
  /** Empty when the playbook alone says how long it is news. */
  readonly until: string
  readonly name: Bilingual
}

/** Whether something could be sent as it is; the fields say what is wrong. */
export const isSound = ({ day, until, name }: EventContent): boolean =>
  day !== '' &&
  (until === '' || until >= day) &&
  (name.en !== '' || name['zh-CN'] !== '') &&
  Object.values(name).every(({ length }) => length <= MOST_OF_EVENT_NAME)

/** What is sent: a name in one language stands for both. */
export const contentOf = ({ day, until, name }: EventContent) => ({
  day,
  until: until === '' ? null : until,
  name: { 'zh-CN': name['zh-CN'] || name.en, en: name.en || name['zh-CN'] },
})

interface EventFieldsProps {
  readonly content: EventContent
  onChange(content: EventContent): void
}

/** The fields of an event: its days and its names. */
export function EventFields({ content, onChange }: EventFieldsProps) {
  const text = useText()
  const { day, until, name } = content
  const tooLong = ({ length }: string) =>
    length > MOST_OF_EVENT_NAME && text('field.too_long', { most: MOST_OF_EVENT_NAME, length })
  return (
    <>
      <TextInput
        label={text('announce.day')}
        type="date"
        value={day}
        onChange={({ currentTarget }) => onChange({ ...content, day: currentTarget.value })}
        required
      />
      <TextInput
        label={text('announce.until')}
        description={text('announce.until_what')}
        type="date"
        min={day}
        value={until}
        error={until !== '' && until < day && text('announce.until_before')}
        onChange={({ currentTarget }) => onChange({ ...content, until: currentTarget.value })}
      />
      <TextInput
        label={text('announce.name_zh')}
        lang="zh-CN"
        value={name['zh-CN']}
        error={tooLong(name['zh-CN'])}
        onChange={({ currentTarget }) =>
          onChange({ ...content, name: { ...name, 'zh-CN': currentTarget.value } })
        }
        required={name.en === ''}
      />
      <TextInput
        label={text('announce.name_en')}
        lang="en"
        value={name.en}
        error={tooLong(name.en)}
        onChange={({ currentTarget }) => onChange({ ...content, name: { ...name, en: currentTarget.value } })}
        required={name['zh-CN'] === ''}
      />
    </>
  )
}
