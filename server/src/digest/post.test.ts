import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { lastMailTo } from '../store/digests.ts'
import { smallBank } from '../testing/small-bank.ts'
import { digests } from './digests.ts'
import { mailOf } from './settings.ts'
import { SmtpCarrier } from './smtp-carrier.ts'
import { subscribe } from './subscribe.ts'

test('The server stops at once though a mail server takes the line and says nothing; the mail waits for the next one', async () => {
  const bank = await smallBank()
  const { desk } = bank.open
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  const settings = mailOf(
    {
      SMTP_URL: `smtp://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`,
      MAIL_FROM: 'playbook@bank.example',
    },
    new URL('https://playbook.bank.example'),
  )
  if (!settings) throw new Error('No mail server is set')
  const called: Promise<Socket[]> = once(silent, 'connection')
  desk.post.connect(digests(desk, new SmtpCarrier(settings), settings), (fault) => bank.faults.push(fault))
  await subscribe(desk, 'approver', { address: 'wang@bank.example', locale: 'en', hour: 8 })
  const [line] = await called
  const began = performance.now()
  await desk.post.stop()
  expect(performance.now() - began).toBeLessThan(5_000)
  expect(await lastMailTo(desk.store, 'approver')).toMatchObject({
    kind: 'code',
    state: 'waiting',
    fault: '',
  })
  line?.destroy()
  silent.close()
  await bank.end()
  expect(bank.faults).toEqual([])
})
