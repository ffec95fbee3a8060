export type { SqlDialect } from './dialect.ts'
export { type PlannedQuery, planQuery, type QueryColumn, type QueryOptions } from './query.ts'
export type { Stored } from './stored.ts'
