import { parsePlaybook } from '@branch-playbook/engine'
import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import { useBank } from '../api/bank.ts'
import { useAnnounce } from '../api/events.ts'
import { MOST_OF_EVENT_NAME } from '../api/limits.ts'
import { useVersion } from '../api/playbooks.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import classes from './events-page.module.css'

/** Announces an event that a trigger of the playbook in force answers to. The lists change at once. */
export function AnnounceForm() {
  const text = useText()
  const bilingual = useBilingual()
  const title = useId()
  const { data: bank } = useBank()
  const types = useEventTypes()
  const [type, setType] = useState<string | null>(null)
  const [day, setDay] = useState<string | null>(null)
  const [chinese, setChinese] = useState('')
  const [english, setEnglish] = useState('')
  // Made once a form: a retry after a lost answer announces nothing twice.
  const [id, setId] = useState(() => crypto.randomUUID())
  const announce = useAnnounce()
  const tooLong = ({ length }: string) =>
    length > MOST_OF_EVENT_NAME && text('field.too_long', { most: MOST_OF_EVENT_NAME, length })
  const chosen = type ?? types[0]?.event ?? ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    announce.mutate(
      {
        id,
        type: chosen,
        day: day ?? bank?.day ?? '',
        name: { 'zh-CN': chinese || english, en: english || chinese },
      },
      {
        onSuccess: () => {
          setId(crypto.randomUUID())
          setChinese('')
          setEnglish('')
        },
      },
    )
  }
  return (
    <section className={classes.card} aria-labelledby={title}>
      <h2 id={title}>{text('announce.title')}</h2>
      <form onSubmit={submit} className={classes.form}>
        <Select
          label={text('announce.type')}
          description={text('announce.type_what')}
          value={chosen}
          onChange={setType}
          data={types.map(({ event, name }) => ({ value: event, label: bilingual(name) }))}
          allowDeselect={false}
        />
        <TextInput
          label={text('announce.day')}
          type="date"
          value={day ?? bank?.day ?? ''}
          onChange={(event) => setDay(event.currentTarget.value)}
          required
        />
        <TextInput
          label={text('announce.name_zh')}
          lang="zh-CN"
          value={chinese}
          error={tooLong(chinese)}
          onChange={(event) => setChinese(event.currentTarget.value)}
          required={english === ''}
        />
        <TextInput
          label={text('announce.name_en')}
          lang="en"
          value={english}
          error={tooLong(english)}
          onChange={(event) => setEnglish(event.currentTarget.value)}
          required={chinese === ''}
        />
        {announce.error && <Refused error={announce.error} />}
        <Button
          type="submit"
          loading={announce.isPending}
          disabled={chosen === '' || [chinese, english].some(tooLong)}
        >
          {text('announce.submit')}
        </Button>
        <div aria-live="polite">
          {announce.data && (
            <Notice
              tone="plain"
              title={text('announce.touched', announce.data.touched)}
              text={text('announce.touched_what')}
            />
          )}
        </div>
      </form>
    </section>
  )
}

/** The types of events that the playbook in force answers to, each with the name of its trigger. */
function useEventTypes() {
  const { data: bank } = useBank()
  const { data: version } = useVersion(bank?.playbook.id, bank?.playbook.version)
  const parsed = parsePlaybook(version?.document)
  if (!parsed.ok) return []
  return parsed.value.nodes.flatMap((node) =>
    node.kind === 'trigger' && node.occurs.by === 'announcement'
      ? [{ event: node.occurs.event, name: node.name }]
      : [],
  )
}
