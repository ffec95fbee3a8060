import { Button, Loader } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useVerification } from '../../api/audit.ts'
import { useBilingual, useText } from '../../locale/text.ts'
import { Notice } from '../../shell/notice.tsx'
import { Refused } from '../../shell/refused.tsx'
import { Hash } from '../hash.tsx'
import page from '../page.module.css'
import { useAuditWords } from '../words.ts'
import classes from './log.module.css'

/** Checks the whole log, and says what was found. */
export function Verify() {
  const text = useText()
  const bilingual = useBilingual()
  const { moment } = useAuditWords()
  const { mutate, data, error, isPending } = useVerification()
  return (
    <section className={page.panel} aria-labelledby="verify">
      <h2 id="verify">{text('log.verify')}</h2>
      <p>{text('log.verify_what')}</p>
      <Button
        size="xs"
        leftSection={<IconShieldCheck size={15} aria-hidden />}
        disabled={isPending}
        onClick={() => mutate()}
      >
        {text('log.verify_now')}
      </Button>
      <div className={classes.found} aria-live="polite">
        {isPending && (
          <span className={page.row}>
            <Loader size="xs" /> {text('log.verifying')}
          </span>
        )}
        {error && <Refused error={error} onRetry={() => mutate()} />}
        {data?.ok && !isPending && (
          <div className={classes.sound}>
            <IconShieldCheck size={20} aria-hidden />
            <div>
              <strong>{text('log.sound', { entries: data.entries })}</strong>
              <span>
                {text('log.sound_when', { at: moment(data.at), number: data.head?.number ?? 0 })}{' '}
                {data.head && <Hash value={data.head.hash} />}
              </span>
            </div>
          </div>
        )}
        {data?.fault && !isPending && (
          <Notice tone="problem" title={text('log.broken')} text={bilingual(data.fault.text)}>
            <p>{text('log.broken_before', { entries: data.entries })}</p>
            <Link className={classes.show} to={`/audit/log?entry=${data.fault.number}`}>
              {text('log.broken_show', { number: data.fault.number })}
            </Link>
          </Notice>
        )}
      </div>
    </section>
  )
}
