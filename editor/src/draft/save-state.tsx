import { IconAlertTriangle, IconCheck, IconCloudOff, IconCloudUp, IconPencil } from '@tabler/icons-react'
import { isDirty, useDocument } from '../document/store.ts'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import classes from './save-state.module.css'
import { type SavingState, useSaving } from './saving.ts'

const ICONS = {
  saved: IconCheck,
  waiting: IconPencil,
  saving: IconCloudUp,
  unreachable: IconCloudOff,
  conflict: IconAlertTriangle,
  refused: IconAlertTriangle,
} satisfies Record<SavingState, unknown>

/** What has become of the edits, in a word or two: nobody has to think of saving, but everybody may know. */
export function SaveState() {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const { state, at, kept } = useSaving()
  const dirty = useDocument(isDirty)
  const shown = state === 'saved' && dirty ? 'waiting' : state
  const time = at?.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })
  const Icon = ICONS[shown]
  return (
    <span className={classes.state} data-state={shown} role="status">
      <Icon size={14} stroke={1.8} aria-hidden />
      {shown === 'saved' && (time ? text('save.state.saved_at', { time }) : text('workshop.saved'))}
      {shown === 'waiting' && text('workshop.unsaved')}
      {shown === 'saving' && text('save.state.saving')}
      {shown === 'unreachable' && text(kept ? 'save.state.kept_here' : 'save.state.unreachable')}
      {shown === 'conflict' && text('save.state.conflict')}
      {shown === 'refused' && text('save.state.refused')}
    </span>
  )
}
