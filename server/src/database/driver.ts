import type SQLite from 'better-sqlite3'
import { type DatabaseConnection, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely'

/** SQLite for Kysely, so that a failed transaction says why it failed, and a broken-off migration leaves nothing. */
export class StoreDialect extends SqliteDialect {
  readonly #sqlite: SQLite.Database

  constructor(sqlite: SQLite.Database) {
    super({ database: sqlite })
    this.#sqlite = sqlite
  }

  override createDriver(): SqliteDriver {
    return new StoreDriver(this.#sqlite)
  }

  override createAdapter(): SqliteAdapter {
    return new StoreAdapter()
  }
}

class StoreAdapter extends SqliteAdapter {
  // It does, which Kysely does not count on.
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class StoreDriver extends SqliteDriver {
  readonly #sqlite: SQLite.Database

  constructor(sqlite: SQLite.Database) {
    super({ database: sqlite })
    this.#sqlite = sqlite
  }

  // On a full disk SQLite has rolled back itself; doing so again would fail and hide what was wrong.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection)
  }
}
