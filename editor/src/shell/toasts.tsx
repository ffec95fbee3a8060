import { MantineThemeProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { useText } from '../locale/text.ts'

/** What was done, told for a moment in the corner of the page. */
export function Toasts() {
  const text = useText()
  const Notification = { defaultProps: { closeButtonProps: { 'aria-label': text('close') } } }
  return (
    <MantineThemeProvider theme={{ components: { Notification } }}>
      <Notifications position="bottom-right" />
    </MantineThemeProvider>
  )
}
