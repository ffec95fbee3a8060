import type { Channel as Name } from '@branch-playbook/engine'
import {
  IconBrandWechat,
  IconDeviceMobile,
  IconMail,
  IconMessage,
  IconPhone,
  IconWalk,
} from '@tabler/icons-react'
import { useText } from '../locale/text.ts'
import classes from './channel.module.css'

const ICONS = {
  phone: IconPhone,
  visit: IconWalk,
  wechat: IconBrandWechat,
  sms: IconMessage,
  app: IconDeviceMobile,
  letter: IconMail,
} satisfies Record<Name, unknown>

/** A way to reach a customer. */
export function Channel({ channel }: { readonly channel: Name }) {
  const text = useText()
  const Icon = ICONS[channel]
  return (
    <span className={classes.channel}>
      <Icon size={15} stroke={1.7} aria-hidden />
      {text(`channel.${channel}`)}
    </span>
  )
}
