import type { PlaybookNode } from '@branch-playbook/engine'
import { IconMessageQuestion } from '@tabler/icons-react'
import { useLanguage } from '../../locale/language.ts'
import { useText } from '../../locale/text.ts'
import { defineView } from '../view.tsx'
import classes from './view.module.css'

type Inbound = Extract<PlaybookNode, { kind: 'inbound' }>

function Face({ node }: { readonly node: Inbound }) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const handlerName = (id: string) => node.handlers.find((each) => each.id === id)?.name[locale] ?? id
  return (
    <ul className={classes.enquiries}>
      {node.enquiries.map(({ id, name, cases = [], otherwise: { handler, deadline } }) => (
        <li key={id}>
          <strong>{name[locale]}</strong>
          <span className={classes.how}>
            {deadline.by === 'minutes'
              ? text('face.enquiry_minutes', { handler: handlerName(handler), minutes: deadline.minutes })
              : text('face.enquiry_days', { handler: handlerName(handler), days: deadline.days })}
          </span>
          {cases.length > 0 && (
            <span className={classes.how}>{text('face.cases', { count: cases.length })}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

export const inbound = defineView('inbound', IconMessageQuestion, 300, Face)
