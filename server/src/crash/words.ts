import { z } from 'zod'

const stepSchema = z.enum(['save', 'submit', 'approve', 'activate', 'run'])
export type Step = z.infer<typeof stepSchema>

/** What a process says on its round: that the bank is open, that a step begins, and that it is acknowledged. */
export const wordSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('open') }),
  z.object({ is: z.literal('begun'), step: stepSchema }),
  z.object({ is: z.literal('done'), step: stepSchema, answer: z.unknown() }),
])
export type Word = z.infer<typeof wordSchema>
