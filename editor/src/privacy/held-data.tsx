import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { usePersonalData } from '../api/personal-data.ts'
import page from '../audit/page.module.css'
import { useAuditWords } from '../audit/words.ts'
import { isTextKey, useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import { asJson, saveAsFile } from '../shell/save-as-file.ts'
import classes from './privacy.module.css'

/** For auditors: who looked at a customer, and all that is held of him as a file. */
export function HeldData({ customer }: { readonly customer: string }) {
  const text = useText()
  const { moment, actor } = useAuditWords()
  const { mutate, data, error, isPending } = usePersonalData(customer)
  return (
    <section className={page.panel} aria-labelledby="held-data">
      <h2 id="held-data">{text('held.title')}</h2>
      <p>{text('held.what')}</p>
      <div className={page.row}>
        <Button size="xs" variant="default" loading={isPending} onClick={() => mutate()}>
          {text('held.ask')}
        </Button>
        {data && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconDownload size={15} aria-hidden />}
            onClick={() => saveAsFile(`customer-${customer}.json`, asJson(data))}
          >
            {text('held.download')}
          </Button>
        )}
      </div>
      {error && <Refused error={error} />}
      {data && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused
        <section className={classes.looks} tabIndex={0} aria-label={text('held.looks')}>
          <table className={page.table}>
            <thead>
              <tr>
                <th scope="col">{text('log.at')}</th>
                <th scope="col">{text('log.by')}</th>
                <th scope="col">{text('log.happened')}</th>
              </tr>
            </thead>
            <tbody>
              {data.looks.map(({ number, at, by, action }) => {
                const key = `log.action.${action}`
                return (
                  <tr key={number}>
                    <td>{moment(at)}</td>
                    <td>{actor(by)}</td>
                    <td>{isTextKey(key) ? text(key) : action}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}
