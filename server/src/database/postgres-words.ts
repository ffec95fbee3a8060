import { Client } from 'pg'

/** Whether a fault means that the database cannot be reached, or not now: the same may work in a moment. */
export function isUnreachable(fault: Error): boolean {
  const code = 'code' in fault ? String(fault.code) : ''
  return (
    /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/.test(
      code,
    ) ||
    (code === '' && LOST.test(fault.message))
  )
}

/** The client's own faults have no codes. */
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|driver has already been destroyed|Cannot use a pool after calling end)/

/** A database as people know it, without the password. */
export function databaseNamed(url: string): string {
  const { host, port, database } = new Client({ connectionString: url })
  return `The database "${database}" on ${host}:${port}`
}

/** What PostgreSQL or the way to it finds wrong, and how to mend it; null for a fault of the program. */
export function postgresInWords(fault: Error, url: string): string | null {
  const { host, port, database, user } = new Client({ connectionString: url })
  const code = 'code' in fault ? String(fault.code) : ''
  const at = `PostgreSQL at ${host}:${port}`
  const here = databaseNamed(url)
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no host "${host}" (${code}): correct DATABASE_URL.`
    case '28P01':
    case '28000':
      return `${at} does not let the user "${user}" into the database "${database}" (${code}): correct user and password in DATABASE_URL, or allow it in pg_hba.conf.`
    case '3D000':
      return `${at} has no database "${database}" (${code}): make it (createdb --encoding=UTF8 ${database}), or correct DATABASE_URL.`
    case '42501':
    case '3F000':
      return `The user "${user}" may not make and use tables in the database "${database}" on ${host}:${port} (${code}): make the user its owner, or grant create and usage on its schema.`
    case '25006':
      return `${here} is read-only (${code}): name the primary server in DATABASE_URL.`
    case '53100':
      return `${here} has no room left on its disk (${code}): make room and start again.`
    case '57P03':
      return `${at} is starting or stopping (${code}): try again in a moment.`
    case '53300':
      return `${at} has no connection left (${code}): raise max_connections, or end what holds them.`
    default:
      break
  }
  if (/^SASL|client password must be a string/.test(fault.message))
    return `${at} asks for the password of the user "${user}": write it into DATABASE_URL.`
  if (/does not support SSL/.test(fault.message))
    return `${at} does not speak TLS: leave sslmode out of DATABASE_URL, or turn ssl on there.`
  if (isUnreachable(fault))
    return `${at} does not answer${code && ` (${code})`}, asked for the database "${database}" as the user "${user}": start it, or correct DATABASE_URL.`
  return null
}
