import { contentHash } from '@branch-playbook/engine'
import { z } from 'zod'

const documentSchema = z.record(z.string(), z.unknown())

/** A stored playbook document. */
export const documentOf = (text: string): Record<string, unknown> => documentSchema.parse(JSON.parse(text))

/** What a document says, layout included, in one short text: for noticing that somebody changed it. */
export const etagOf = (document: Record<string, unknown>): string => contentHash(document)
