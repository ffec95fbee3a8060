import { useMemo } from 'react'
import { z } from 'zod'
import { create } from 'zustand'
import { TAB } from '../draft/local-edits.ts'

const personSchema = z.object({
  tab: z.string(),
  user: z.string(),
  name: z.string(),
  /** The node whose form he has open. */
  node: z.string().nullable(),
})

export const peopleSchema = z.object({ people: z.array(personSchema) })

export type Person = z.infer<typeof personSchema>

/** Everybody who has the playbook open at this moment, this page included; nobody while the server is out of reach. */
export const usePeople = create<{ readonly people: readonly Person[] }>()(() => ({ people: [] }))

/** Those who have the playbook open on another page: others, or oneself in another tab. */
export function useOthers(): readonly Person[] {
  const people = usePeople((state) => state.people)
  return useMemo(() => people.filter(({ tab }) => tab !== TAB), [people])
}

/** Those who have the form of a node open on another page. */
export const useOthersAt = (node: string): readonly Person[] =>
  useOthers().filter((person) => person.node === node)
