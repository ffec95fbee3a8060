import { Hono } from 'hono'
import { preferredLocale } from '../locale/messages.ts'
import { editorFiles } from './editor-files.ts'
import { problemResponse, storeUnreachable } from './problem.ts'
import { secured } from './secured.ts'

/**
 * What answers while the bank's store is not there: the editor's files, so that people read it in their language, and
 * to all else that it may be asked again in a moment.
 */
export function awayApp(editorDirectory: string | null) {
  const app = new Hono()
  app.use(secured())
  if (editorDirectory !== null) app.route('/', editorFiles(editorDirectory))
  app.notFound((c) => problemResponse(storeUnreachable(), preferredLocale(c.req.header('accept-language'))))
  return app
}
