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
  const { exportDmn, exportRules, exportXlsx } = await import('@branch-playbook/engine/interchange')
  switch (format) {
    case 'xlsx': {
      const bytes = new Uint8Array(await exportXlsx(playbook))
      return { content: new Blob([bytes], { type: XLSX }), problems: [] }
    }
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

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
