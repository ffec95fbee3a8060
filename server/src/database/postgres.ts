import { Socket } from 'node:net'
import {
  ColumnDefinitionNode,
  type DatabaseConnection,
  type DataTypeNode,
  Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  PostgresQueryCompiler,
  sql,
} from 'kysely'
import { Pool, types } from 'pg'
import { Refusal } from '../files/refusal.ts'
import type { Database, Tables } from '../store/tables.ts'
import { connectionTo } from './postgres-connection.ts'
import { databaseNamed, isUnreachable } from './postgres-words.ts'

/** Changes come one after the other anyway; the others are for reading beside them. */
const MOST_CONNECTIONS = 10

/**
 * Opens the store in a PostgreSQL database. Connections are made as they are needed, and again when lost.
 * @param lost is called when a connection broke off while a change was being stored.
 * @param over cuts every connection when it is aborted, as if the process had ended: nothing is stored any more.
 * @throws Refusal when the database does not take every text.
 */
export async function connectPostgres(
  url: string,
  lost: (why: Error) => void,
  over?: AbortSignal,
): Promise<Database> {
  const sockets = new Set<Socket>()
  const pool = new Pool({
    ...connectionTo(url),
    max: MOST_CONNECTIONS,
    types: { getTypeParser: parserOf },
    stream: () => {
      const socket = new Socket()
      sockets.add(socket)
      return socket.once('close', () => sockets.delete(socket))
    },
  })
  // A connection that breaks is replaced by the next that is needed, and whoever uses it is told by his query; but
  // a fault that nobody listens to would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const store = new Kysely<Tables>({ dialect: new StoreDialect({ pool }, lost) })
  over?.addEventListener('abort', () => {
    for (const socket of sockets) socket.destroy()
    store.destroy().catch(() => undefined)
  })
  try {
    await checkEncoding(store, url)
  } catch (fault) {
    await store.destroy()
    throw fault
  }
  return store
}

async function checkEncoding(store: Database, url: string): Promise<void> {
  const { rows } = await sql<{ server_encoding: string }>`show server_encoding`.execute(store)
  const encoding = rows[0]?.server_encoding
  if (encoding !== 'UTF8')
    throw new Refusal(
      `${databaseNamed(url)} is encoded as ${encoding}, which has no room for every text: make one with createdb --encoding=UTF8 --template=template0.`,
    )
}

/** Counts are int8, which would come as text: none here is beyond what a number holds exactly. */
const parserOf: typeof types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  type === types.builtins.INT8 && format !== 'binary' ? Number : types.getTypeParser(type, format)

class StoreDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  readonly #lost: (why: Error) => void

  constructor(config: PostgresDialectConfig, lost: (why: Error) => void) {
    super(config)
    this.#config = config
    this.#lost = lost
  }

  override createDriver(): PostgresDriver {
    return new StoreDriver(this.#config, this.#lost)
  }

  override createQueryCompiler(): PostgresQueryCompiler {
    return new BytewiseTexts()
  }
}

class StoreDriver extends PostgresDriver {
  readonly #lost: (why: Error) => void

  constructor(config: PostgresDialectConfig, lost: (why: Error) => void) {
    super(config)
    this.#lost = lost
  }

  // Whether it was stored nobody knows: what is in memory may be behind the store from here on.
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.commitTransaction(connection)
    } catch (fault) {
      if (fault instanceof Error && isUnreachable(fault)) this.#lost(fault)
      throw fault
    }
  }
}

/** Columns of text are compared byte by byte, as in SQLite, whatever language the database was made for. */
class BytewiseTexts extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node)
    const parent = this.parentNode
    if (node.dataType === 'text' && parent && ColumnDefinitionNode.is(parent)) this.append(' collate "C"')
  }
}
