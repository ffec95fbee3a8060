import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useSession } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { type LoggedContact, useLoggedToday } from './logged-today.ts'
import { useTakeBack } from './take-back.ts'

/** Takes a contact of today back; nothing for whoever did not log it. */
export function TakeBackButton({ contact }: { readonly contact: LoggedContact }) {
  const text = useText()
  const { data: user } = useSession()
  const { takeBack } = useTakeBack()
  const isTakenBack = useLoggedToday(({ takenBack }) => takenBack.has(contact.id))
  if (contact.by !== user?.id) return null
  return (
    <Tooltip label={text('contact.take_back')} openDelay={300}>
      <ActionIcon
        size={24}
        variant="subtle"
        color="gray"
        aria-label={text('contact.take_back_of', {
          name: contact.customerName,
          outcome: text(`outcome.${contact.outcome}`),
        })}
        disabled={isTakenBack}
        onClick={() => takeBack(contact)}
      >
        <IconArrowBackUp size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
