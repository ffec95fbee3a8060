import { Button, Menu } from '@mantine/core'
import { IconBook2, IconChevronDown, IconFileImport } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useVersions } from '../api/playbooks.ts'
import { useText } from '../locale/text.ts'
import { FORMATS } from './formats.ts'
import { useInterchange } from './use-interchange.ts'

interface FileMenuProps {
  readonly id: string
  readonly editable: boolean
}

/** A file in, a file out, or the rule book to print. */
export function FileMenu({ id, editable }: FileMenuProps) {
  const text = useText()
  const { ask, save } = useInterchange(editable)
  const { data: versions = [] } = useVersions(id)
  const newest = Math.max(0, ...versions.map(({ version }) => version))
  return (
    <Menu position="bottom-end" shadow="sm" width={250}>
      <Menu.Target>
        <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {text('interchange.file')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {editable && (
          <>
            <Menu.Item leftSection={<IconFileImport size={16} stroke={1.7} aria-hidden />} onClick={ask}>
              {text('interchange.import')}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Label>{text('interchange.export')}</Menu.Label>
        {FORMATS.map((format) => {
          const Icon = format.icon
          return (
            <Menu.Item
              key={format.id}
              leftSection={<Icon size={16} stroke={1.7} aria-hidden />}
              onClick={() => void save(format)}
            >
              {text(format.name)}
            </Menu.Item>
          )
        })}
        {newest > 0 && (
          <>
            <Menu.Divider />
            <Menu.Item
              component={Link}
              to={`/audit/playbooks/${id}/versions/${newest}/rulebook`}
              leftSection={<IconBook2 size={16} stroke={1.7} aria-hidden />}
            >
              {text('interchange.rulebook', { version: newest })}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
