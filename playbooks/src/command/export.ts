import { extname } from 'node:path'
import { type Locale, type Playbook, type Problem, parsePlaybookText, problem } from '@branch-playbook/engine'
import { exportDmn, exportRules, exportXlsx } from '@branch-playbook/engine/interchange'
import { text } from '../locale/text.ts'
import { readText } from '../read-text.ts'
import { failure, type Report } from './report.ts'
import { writeProblem, writeWhole } from './write-whole.ts'

export interface ExportOptions {
  readonly out: string
  /** The nodes wanted; all that the kind of file can hold, when not said. */
  readonly nodes?: readonly string[]
}

interface Written {
  readonly content: string | Uint8Array
  readonly problems: readonly Problem[]
}

/** `export FILE --out OUT`: writes decision tables as a workbook or as DMN, or rules for json-rules-engine. */
export async function exportCommand(
  file: string,
  { out, nodes }: ExportOptions,
  locale: Locale,
): Promise<Report> {
  const unwritable = writeProblem(out, [file])
  if (unwritable) return failure({ file: out, problems: [unwritable] })
  const source = await readText(file)
  if (!source.ok) return failure({ file, problems: source.problems })
  const parsed = parsePlaybookText(source.value)
  if (!parsed.ok) return failure({ file, text: source.value, problems: parsed.problems })
  const written = await exportAs(extname(out).toLowerCase(), parsed.value, locale, nodes)
  if (!written) {
    const kinds = '.xlsx, .dmn, .xml, .json'
    return failure({ file: out, problems: [problem('unknown_kind_of_file', [], { file: out, kinds })] })
  }
  const unwritten = writeWhole(out, [written.content])
  if (unwritten) return failure({ file: out, problems: [unwritten] })
  return {
    problems: [{ file, text: source.value, problems: written.problems }],
    lines: [text(locale, 'export.done', { out })],
    json: { out },
  }
}

async function exportAs(
  kind: string,
  playbook: Playbook,
  locale: Locale,
  nodes: readonly string[] | undefined,
): Promise<Written | null> {
  switch (kind) {
    case '.xlsx':
      return { content: await exportXlsx(playbook, nodes), problems: [] }
    case '.dmn':
    case '.xml': {
      const { xml, problems } = exportDmn(playbook, locale, nodes)
      return { content: xml, problems }
    }
    case '.json': {
      const { document, problems } = exportRules(playbook, nodes)
      return { content: `${JSON.stringify(document, null, 2)}\n`, problems }
    }
    default:
      return null
  }
}
