import { isTimeZone } from '@branch-playbook/engine'
import { Refusal } from '../files/refusal.ts'
import { isLoopback } from '../identity/settings.ts'

export interface MailSettings {
  /** The mail server: `smtp:` or `smtps:`, with name and password if it wants them. */
  readonly server: URL
  readonly from: string
  /** Where links lead. */
  readonly publicUrl: URL
  /** The domains to which mail may go; all when there are none. */
  readonly domains: readonly string[]
  /** By which clock people get up, such as `Asia/Shanghai`. */
  readonly timeZone: string
}

/**
 * The mail server that the environment names; null when it names none, and no mail is sent.
 * @throws Refusal that names the setting which is wrong, and how to mend it.
 */
export function mailOf(environment: NodeJS.ProcessEnv, publicUrl: URL | null): MailSettings | null {
  const { SMTP_URL, MAIL_FROM = '', MAIL_DOMAINS = '', MAIL_TIME_ZONE } = environment
  if (!SMTP_URL) return null
  const server = URL.parse(SMTP_URL)
  // The address may hold a password, which is no business of the terminal.
  if (!server || !/^smtps?:$/.test(server.protocol) || server.hostname === '')
    throw new Refusal(
      'SMTP_URL is no address of a mail server; write one such as smtps://user:password@mail.bank.example',
    )
  if (!/@[^\s@]+$/.test(MAIL_FROM.replace(/>$/, '')))
    throw new Refusal(
      'MAIL_FROM is missing; write from whom mail comes, such as "Branch Playbook <playbook@bank.example>"',
    )
  if (!publicUrl)
    throw new Refusal(
      'SMTP_URL is set without PUBLIC_URL: mail would have no links; set it, such as https://playbook.bank.example',
    )
  const timeZone = MAIL_TIME_ZONE ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  if (!isTimeZone(timeZone))
    throw new Refusal(`MAIL_TIME_ZONE is "${timeZone}"; write the name of a time zone, such as Asia/Shanghai`)
  const domains = MAIL_DOMAINS.split(',').map((each) => each.trim().toLowerCase())
  return { server, from: MAIL_FROM, publicUrl, timeZone, domains: domains.filter((each) => each !== '') }
}

/** A password goes over a network only if nobody reads along. */
export const wantsTls = (server: URL): boolean => server.username !== '' && !isLoopback(server)
