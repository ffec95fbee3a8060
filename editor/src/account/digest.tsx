import { LOCALES } from '@branch-playbook/engine'
import { Button, Group, Loader, Select, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useCurrency } from '../api/bank.ts'
import { type DigestSetting, useConfirmDigest, useDigest, useEndDigest, useSetDigest } from '../api/digest.ts'
import { useFormats } from '../locale/format.ts'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'

/** One's own digest by e-mail: where, when and in which language; the code that shows the address to be one's own. */
export function Digest() {
  const text = useText()
  const { data: setting, error, refetch } = useDigest()
  if (!setting)
    return error ? <Refused error={error} onRetry={() => void refetch()} /> : <Loader size="sm" mx="auto" />
  const { available, subscription, lastMail } = setting
  if (!available && !subscription)
    return <Notice tone="plain" title={text('digest.none')} text={text('digest.none_why')} />
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {text('digest.what')}
      </Text>
      <Wish key={subscription?.address ?? ''} subscription={subscription} />
      {subscription && !subscription.confirmed && <Code address={subscription.address} />}
      {subscription?.confirmed && (
        <Text size="sm" role="status">
          {text('digest.on', { address: subscription.address })}
        </Text>
      )}
      {lastMail && !(subscription?.confirmed && lastMail.kind === 'code') && <LastMail mail={lastMail} />}
    </Stack>
  )
}

const HOURS = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18] as const
const FIRST_HOUR = 8

function Wish({ subscription }: Pick<DigestSetting, 'subscription'>) {
  const text = useText()
  const own = useLanguage((state) => state.locale)
  const [address, setAddress] = useState(subscription?.address ?? '')
  const [locale, setLocale] = useState(subscription?.locale ?? own)
  const [hour, setHour] = useState(subscription?.hour ?? FIRST_HOUR)
  const save = useSetDigest()
  const end = useEndDigest()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ address: address.trim(), locale, hour })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          type="email"
          required
          autoComplete="email"
          label={text('digest.address')}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Group grow>
          <Select
            label={text('digest.hour')}
            value={String(hour)}
            onChange={(value) => setHour(Number(value))}
            data={HOURS.map((each) => ({
              value: String(each),
              label: `${String(each).padStart(2, '0')}:00`,
            }))}
            allowDeselect={false}
          />
          <Select
            label={text('language')}
            value={locale}
            onChange={(value) => setLocale(LOCALES.find((each) => each === value) ?? locale)}
            data={LOCALES.map((value) => ({ value, label: text(`language.${value}`) }))}
            allowDeselect={false}
          />
        </Group>
        {save.error && <Refused error={save.error} />}
        {end.error && <Refused error={end.error} />}
        <Group justify="flex-end" gap="xs">
          {subscription && (
            <Button variant="default" loading={end.isPending} onClick={() => end.mutate(null)}>
              {text('digest.end')}
            </Button>
          )}
          <Button type="submit" loading={save.isPending}>
            {text(subscription ? 'digest.save' : 'digest.begin')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Code({ address }: { readonly address: string }) {
  const text = useText()
  const [code, setCode] = useState('')
  const confirm = useConfirmDigest()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate(code)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Group align="end" gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            required
            label={text('digest.code', { address })}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={20}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit" loading={confirm.isPending}>
            {text('digest.confirm')}
          </Button>
        </Group>
        {confirm.error && <Refused error={confirm.error} />}
      </Stack>
    </form>
  )
}

function LastMail({ mail }: { readonly mail: NonNullable<DigestSetting['lastMail']> }) {
  const text = useText()
  const { moment } = useFormats(useCurrency())
  const said = text('digest.last', {
    kind: text(`digest.kind.${mail.kind}`),
    state: text(`digest.state.${mail.state}`),
    at: moment(mail.at),
  })
  return mail.fault === '' ? (
    <Text size="sm" role="status">
      {said}
    </Text>
  ) : (
    <Notice tone="caution" title={said} text={text('digest.fault', { fault: mail.fault })} />
  )
}
