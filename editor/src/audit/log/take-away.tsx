import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useBank } from '../../api/bank.ts'
import { useText } from '../../locale/text.ts'
import page from '../page.module.css'

/** What of the log can be kept elsewhere, and what for. Taking it is logged. */
export function TakeAway({ mayExport }: { readonly mayExport: boolean }) {
  const text = useText()
  const { data: bank } = useBank()
  const id = bank?.id ?? ''
  const files = [
    { key: 'checkpoint', href: '/api/audit/checkpoint', name: `checkpoint-${id}.json`, may: true },
    { key: 'jsonl', href: '/api/audit/export?format=jsonl', name: `audit-${id}.jsonl`, may: mayExport },
    { key: 'csv', href: '/api/audit/export?format=csv', name: `audit-${id}.csv`, may: mayExport },
    { key: 'key', href: '/api/audit/key', name: `audit-key-${id}.json`, may: true },
  ] as const
  return (
    <section className={page.panel} aria-labelledby="take-away">
      <h2 id="take-away">{text('log.take_away')}</h2>
      <p>{text('log.take_away_what')}</p>
      <div className={page.row}>
        {files
          .filter(({ may }) => may)
          .map(({ key, href, name }) => (
            <Button
              key={key}
              component="a"
              size="xs"
              variant={key === 'checkpoint' ? 'light' : 'default'}
              leftSection={<IconDownload size={15} aria-hidden />}
              href={href}
              download={name}
            >
              {text(`log.take.${key}`)}
            </Button>
          ))}
      </div>
    </section>
  )
}
