import type { Locale, Playbook, Problem } from '@branch-playbook/engine'
import { asJson } from '../shell/save-as-file.ts'
import type { Format } from './formats.ts'

export interface Written {
  readonly content: Blob
  /** What the file says otherwise than the playbook, or cannot say. */
  readonly problems: readonly Problem[]
}

/** A playbook, or what of it the format can hold, as a file. The writers are loaded when they are needed. */
export async function writeFile(format: Format['id'], playbook: Playbook, locale: Locale): Promise<Written> {
  if (format === 'playbook') return { content: asJson(playbook), problems: [] }
  if (format === 'xlsx') return { content: await asWorkbook(playbook), problems: [] }
  const { exportDmn, exportRules } = await import('@branch-playbook/engine/interchange')
  switch (format) {
    case 'dmn': {
      const { xml, problems } = exportDmn(playbook, locale)
      return { content: new Blob([xml], { type: 'application/xml' }), problems }
    }
    case 'rules': {
      const { document, problems } = exportRules(playbook)
      return { content: asJson(document), problems }
    }
  }
}

/** The tables of a playbook, or those of these ids, as an Excel workbook. The writer is loaded when it is needed. */
export async function asWorkbook(playbook: Playbook, ids?: readonly string[]): Promise<Blob> {
  const { exportXlsx } = await import('@branch-playbook/engine/interchange')
  return new Blob([new Uint8Array(await exportXlsx(playbook, ids))], { type: XLSX })
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
