import {
  ColumnDefinitionNode,
  type DatabaseConnection,
  type DataTypeNode,
  Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  PostgresQueryCompiler,
} from 'kysely'
import { Pool, types } from 'pg'
import { connectionTo } from './postgres-connection.ts'
import { isUnreachable } from './postgres-words.ts'
import type { Database, Tables } from './tables.ts'

/** Changes come one after the other anyway; the others are for reading beside them. */
const MOST_CONNECTIONS = 10

/**
 * Opens the store in a PostgreSQL database. Connections are made as they are needed, and again when lost.
 * @param lost is called when a connection broke off while a change was being stored.
 */
export function connectPostgres(url: string, lost: (why: Error) => void): Database {
  const pool = new Pool({ ...connectionTo(url), max: MOST_CONNECTIONS, types: { getTypeParser: parserOf } })
  // An idle connection that breaks is replaced by the next that is needed; the pool wants to be heard all the same.
  pool.on('error', () => {})
  return new Kysely<Tables>({ dialect: new StoreDialect({ pool }, lost) })
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
