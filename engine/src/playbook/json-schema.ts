import { z } from 'zod'
import { playbookSchema } from './playbook.ts'

/** The JSON Schema (2020-12) of a playbook file, for editors and other programs. */
export const playbookJsonSchema = (): unknown => ({
  ...z.toJSONSchema(playbookSchema, { target: 'draft-2020-12', unrepresentable: 'any', io: 'input' }),
  title: 'Branch Playbook',
})
