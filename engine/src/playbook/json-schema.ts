import { z } from 'zod'
import { playbookSchema } from './playbook.ts'

/** The JSON Schema (2020-12) of a playbook file, for editors and other programs. */
export const playbookJsonSchema = (): unknown => ({
  ...z.toJSONSchema(playbookSchema, {
    target: 'draft-2020-12',
    unrepresentable: 'any',
    io: 'input',
    override: ({ jsonSchema }) => {
      // Editors and validators divide in binary fractions, and so refuse 0.6 as no multiple of 0.0001.
      delete jsonSchema.multipleOf
    },
  }),
  title: 'Branch Playbook',
})
