import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

interface NoticeProps {
  readonly tone: 'problem' | 'caution' | 'plain'
  readonly title: string
  readonly text?: string
  readonly children?: ReactNode
}

/** Tells what happened and what to do about it; also what an empty place is for. */
export function Notice({ tone, title, text, children }: NoticeProps) {
  const Icon = tone === 'plain' ? IconInfoCircle : IconAlertTriangle
  return (
    <div className={classes.notice} data-tone={tone} role={tone === 'plain' ? undefined : 'alert'}>
      <Icon size={18} stroke={1.8} aria-hidden />
      <div>
        <p className={classes.title}>{title}</p>
        {text && <p className={classes.text}>{text}</p>}
        {children && <div className={classes.more}>{children}</div>}
      </div>
    </div>
  )
}
