import type { ClientConfig } from 'pg'

/** How long to wait for a connection, one that others use included. */
const MOST_WAIT_MS = 15_000

/** How every connection to the store is made. A peer that is gone is noticed within half a minute, on either side. */
export const connectionTo = (url: string): ClientConfig => ({
  connectionString: url,
  application_name: 'branch-playbook',
  connectionTimeoutMillis: MOST_WAIT_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  options: '-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3',
})
