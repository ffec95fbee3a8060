export type { Imported, Into } from './carried.ts'
export { type ExportedRules, exportRules } from './rules/export-rules.ts'
export { importRules } from './rules/import-rules.ts'
