import { Button, Stack, Text, Title } from '@mantine/core'
import { Link, useRouteError } from 'react-router'
import { useText } from '../locale/text.ts'

/** What a page shows when it cannot be drawn, or when there is no page at the address. */
export function Failure({ missing = false }: { readonly missing?: boolean }) {
  const text = useText()
  const error = useRouteError()
  return (
    <Stack align="center" gap="sm" pt={80} px="md">
      <Title order={1}>{text(missing ? 'failure.no_page' : 'failure.title')}</Title>
      <Text c="dimmed" maw={520} ta="center">
        {missing ? text('failure.no_page_mend') : text('failure.mend')}
      </Text>
      {error instanceof Error && (
        <Text size="xs" c="dimmed" ff="monospace">
          {error.message}
        </Text>
      )}
      <Button component={Link} to="/" variant="light" reloadDocument={!missing}>
        {text('failure.back')}
      </Button>
    </Stack>
  )
}
