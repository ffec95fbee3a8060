import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Application, type TypeDocOptions } from 'typedoc'
import type { PluginOptions } from 'typedoc-plugin-markdown'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** Where the reference of the engine's exported names is kept. */
export const API_REFERENCE = path('../../docs/api')

/** The reference of everything that the engine exports, made from its types and docstrings: pages by name. */
export async function apiReference(): Promise<Map<string, string>> {
  const out = await mkdtemp(join(tmpdir(), 'branch-playbook-api-'))
  try {
    const options: Partial<TypeDocOptions & PluginOptions> = {
      entryPoints: [
        path('../../engine/src/index.ts'),
        path('../../engine/src/evaluate/sql/index.ts'),
        path('../../engine/src/interchange/index.ts'),
      ],
      tsconfig: path('tsconfig.engine.json'),
      out,
      plugin: ['typedoc-plugin-markdown'],
      name: 'Engine',
      readme: 'none',
      disableSources: true,
      excludeExternals: true,
      skipErrorChecking: true,
      logLevel: 'Error',
      outputFileStrategy: 'modules',
      hidePageHeader: true,
      hideBreadcrumbs: true,
    }
    const application = await Application.bootstrapWithPlugins(options)
    const project = await application.convert()
    if (!project) throw new Error('The engine’s types cannot be read')
    await application.generateOutputs(project)
    const pages = (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.md')).toSorted()
    const texts = await Promise.all(pages.map((page) => readFile(join(out, page), 'utf8')))
    return new Map(pages.map((page, at) => [page, texts[at] ?? '']))
  } finally {
    await rm(out, { recursive: true })
  }
}
