import { useCommands } from '../commands/command.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import { useView } from '../workshop/view.ts'
import { addClaim } from './edit-claims.ts'
import type { Sentence } from './sentences.ts'

/** Adds a claim, shows it and says so. */
export function useAddClaim(): (sentence: Sentence) => void {
  const text = useText()
  const bilingual = useBilingual()
  return (sentence) =>
    void addClaim(sentence).then((name) => {
      if (name === null) return
      useView.getState().show('claims')
      announce(text('claims.added', { name: bilingual(name) }))
    })
}

/** Claims can be added from anywhere in the workshop. */
export function useClaimCommands(editable: boolean): void {
  const add = useAddClaim()
  useCommands([
    {
      id: 'claims.never_above',
      name: 'claims.add_never_above',
      group: 'check',
      enabled: editable,
      run: () => add('never_above'),
    },
    {
      id: 'claims.never_listed',
      name: 'claims.add_never_listed',
      group: 'check',
      enabled: editable,
      run: () => add('never_listed'),
    },
    {
      id: 'claims.never_lowers',
      name: 'claims.add_never_lowers',
      group: 'check',
      enabled: editable,
      run: () => add('never_lowers'),
    },
    {
      id: 'claims.always',
      name: 'claims.add_always',
      group: 'check',
      enabled: editable,
      run: () => add('always'),
    },
  ])
}
