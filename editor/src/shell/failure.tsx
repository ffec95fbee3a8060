import { Button, Stack, Text, Title } from '@mantine/core'
import { Link, useRouteError } from 'react-router'
import { useText } from '../locale/text.ts'

interface FailureProps {
  /** There is no page at the address. */
  readonly missing?: boolean
  /** There is one, but not for whoever is signed in. */
  readonly closed?: boolean
}

/** What is shown instead of a page that cannot be drawn, does not exist, or is not for this role. */
export function Failure({ missing = false, closed = false }: FailureProps) {
  const text = useText()
  const error = useRouteError()
  return (
    <Stack align="center" gap="sm" pt={80} px="md">
      <Title order={1}>
        {text(closed ? 'failure.closed' : missing ? 'failure.no_page' : 'failure.title')}
      </Title>
      <Text c="dimmed" maw={520} ta="center">
        {text(closed ? 'failure.closed_mend' : missing ? 'failure.no_page_mend' : 'failure.mend')}
      </Text>
      {error instanceof Error && (
        <Text size="xs" c="dimmed" ff="monospace">
          {error.message}
        </Text>
      )}
      <Button component={Link} to="/" variant="light" reloadDocument={!missing && !closed}>
        {text('failure.back')}
      </Button>
    </Stack>
  )
}
