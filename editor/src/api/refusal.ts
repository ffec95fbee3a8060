import { z } from 'zod'

/** RFC 9457 problem details, as the server answers when it does not do what was asked. */
const documentSchema = z.object({
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  problems: z.array(z.object({ path: z.string(), what: z.string(), mend: z.string().optional() })).optional(),
})

/** A request that the server did not grant, or that never reached it (status 0). */
export interface Refusal {
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly problems: readonly {
    readonly path: string
    readonly what: string
    readonly mend?: string | undefined
  }[]
}

const answered = z.object({ statusCode: z.int(), detail: z.object({ data: documentSchema }) })

/** What a failed request says, whatever form its failure has. */
export function refusalOf(error: unknown): Refusal {
  const parsed = answered.safeParse(error)
  if (parsed.success) {
    const { status, title, detail = '', problems = [] } = parsed.data.detail.data
    return { status, title, detail, problems }
  }
  return {
    status: 0,
    title: error instanceof Error ? error.message : String(error),
    detail: '',
    problems: [],
  }
}
