import { z } from 'zod'

/** RFC 9457 problem details, as the server answers when it does not do what was asked. */
const documentSchema = z.object({
  type: z.string().optional(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  problems: z.array(z.object({ path: z.string(), what: z.string(), mend: z.string().optional() })).optional(),
})

/** A request that the server did not grant, or that never reached it (status 0). */
export interface Refusal {
  /** The kind, such as `not_signed_in`; `no_answer` when the server could not be asked. */
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly problems: readonly {
    readonly path: string
    readonly what: string
    readonly mend?: string | undefined
  }[]
}

const PREFIX = '/problems/'

/** An answer that is not the server's own, such as a gateway's while the server is down. */
const brokenOff = z.object({ statusCode: z.int() })

const answered = z.object({ statusCode: z.int(), detail: z.object({ data: documentSchema }) })

/** What a failed request says, whatever form its failure has. */
export function refusalOf(error: unknown): Refusal {
  const parsed = answered.safeParse(error)
  if (parsed.success) {
    const { type = '', status, title, detail = '', problems = [] } = parsed.data.detail.data
    return { code: type.replace(PREFIX, ''), status, title, detail, problems }
  }
  return {
    code: error instanceof TypeError || brokenOff.safeParse(error).success ? 'no_answer' : '',
    status: 0,
    title: error instanceof Error ? error.message : String(error),
    detail: '',
    problems: [],
  }
}
