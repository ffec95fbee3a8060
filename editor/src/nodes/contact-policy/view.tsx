import type { PlaybookNode } from '@branch-playbook/engine'
import { IconShieldCheck } from '@tabler/icons-react'
import { useText } from '../../locale/text.ts'
import { defineView } from '../view.tsx'
import classes from './view.module.css'

type ContactPolicy = Extract<PlaybookNode, { kind: 'contact_policy' }>

function Face({ node: { touches, quiet, coolDown, consents } }: { readonly node: ContactPolicy }) {
  const text = useText()
  return (
    <ul className={classes.limits}>
      <li>{text('face.own_wish')}</li>
      {touches && <li>{text('face.most_touches', { most: touches.most })}</li>}
      {quiet && <li>{text('face.quiet', { days: quiet.days })}</li>}
      {coolDown && <li>{text('face.cool_down', { days: coolDown.days })}</li>}
      {consents.length > 0 && (
        <li>
          {text('face.consents', {
            channels: consents.map(({ channel }) => text(`channel.${channel}`)).join(text('face.list_comma')),
          })}
        </li>
      )}
    </ul>
  )
}

export const contactPolicy = defineView('contact_policy', IconShieldCheck, 216, Face)
