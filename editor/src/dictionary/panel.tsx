import type { Playbook } from '@branch-playbook/engine'
import { Button, TextInput } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useCommands } from '../commands/command.ts'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import { Notice } from '../shell/notice.tsx'
import classes from './dictionary.module.css'
import { addFact, usersOfFacts } from './edits.ts'
import { FactForm } from './fact-form.tsx'
import { FactTable } from './fact-table.tsx'
import { useShownFact } from './shown-fact.ts'

interface DictionaryPanelProps {
  readonly playbook: Playbook
  readonly editable: boolean
}

/** The customer dictionary: what the playbook knows of a customer, and who uses it. */
export function DictionaryPanel({ playbook, editable }: DictionaryPanelProps) {
  const text = useText()
  const { fact, choose } = useShownFact()
  const [wanted, want] = useState('')
  const users = useMemo(() => usersOfFacts(playbook), [playbook])
  const facts = playbook.facts.filter((each) => isWanted(each, wanted.trim().toLowerCase()))
  const at = playbook.facts.findIndex(({ name }) => name === fact)
  const add = () => {
    const label = { 'zh-CN': text('dictionary.new.zh'), en: text('dictionary.new.en') }
    const { name, edits } = addFact(playbook, label)
    useDocument.getState().changeAll(edits, { text: 'step.added', values: { name } })
    want('')
    choose(name)
    announce(text('step.added', { name }))
  }
  useCommands([{ id: 'add-fact', name: 'dictionary.add', group: 'document', enabled: editable, run: add }])
  return (
    <div className={classes.dictionary}>
      <div className={classes.list}>
        <div className={classes.tools}>
          <TextInput
            size="xs"
            aria-label={text('dictionary.find')}
            placeholder={text('dictionary.find')}
            leftSection={<IconSearch size={14} aria-hidden />}
            value={wanted}
            onChange={({ currentTarget }) => want(currentTarget.value)}
          />
          {editable && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={add}
            >
              {text('dictionary.add')}
            </Button>
          )}
        </div>
        {facts.length > 0 ? (
          <FactTable
            facts={facts}
            currency={playbook.currency}
            users={users}
            chosen={fact}
            onChoose={choose}
          />
        ) : (
          <Notice tone="plain" title={text('dictionary.none')} text={text('dictionary.none_what')} />
        )}
      </div>
      {at >= 0 && fact !== null ? (
        <FactForm
          key={fact}
          at={at}
          name={fact}
          playbook={playbook}
          users={users.get(fact) ?? { nodes: [], claims: 0, tests: 0 }}
          editable={editable}
        />
      ) : (
        <p className={classes.choose}>{text('dictionary.choose')}</p>
      )}
    </div>
  )
}

const isWanted = ({ name, label }: Playbook['facts'][number], wanted: string): boolean =>
  [name, label['zh-CN'], label.en].some((each) => each.toLowerCase().includes(wanted))
