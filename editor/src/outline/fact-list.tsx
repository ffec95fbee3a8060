import type { Playbook } from '@branch-playbook/engine'
import { useEffect, useRef } from 'react'
import { useBilingual, useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import classes from './outline.module.css'
import { useOutline } from './store.ts'

interface FactListProps {
  readonly playbook: Playbook
  readonly editable: boolean
}

/** What is known of a customer. Choosing a fact gives it to a node. */
export function FactList({ playbook, editable }: FactListProps) {
  const bilingual = useBilingual()
  const text = useText()
  const { wanted, arrived, ask } = useOutline()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (wanted === null) return
    const fact = list.current?.querySelector(wanted === '' ? 'button' : `[data-fact="${CSS.escape(wanted)}"]`)
    if (fact instanceof HTMLElement) fact.focus()
    arrived()
  }, [wanted, arrived])
  if (playbook.facts.length === 0)
    return <Notice tone="plain" title={text('outline.no_facts')} text={text('outline.no_facts_what')} />
  return (
    <ul className={classes.facts} ref={list}>
      {playbook.facts.map(({ name, label, type, missing, note }) => (
        <li key={name}>
          <button
            type="button"
            data-fact={name}
            title={note && bilingual(note)}
            aria-disabled={!editable || undefined}
            onClick={() => editable && ask({ ask: 'target', source: name })}
          >
            <span>{bilingual(label)}</span>
            <small>
              {text(`kind.${type}`)}
              {missing === 'possible' && ` · ${text('outline.may_be_missing')}`}
            </small>
          </button>
        </li>
      ))}
    </ul>
  )
}
