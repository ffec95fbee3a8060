import { useCommands } from '../commands/command.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import { useView } from '../workshop/view.ts'
import { addClaim } from './edit-claims.ts'
import { SENTENCES, type Sentence } from './sentences.ts'

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
  useCommands(
    SENTENCES.map((sentence) => ({
      id: `claims.${sentence}`,
      name: `claims.add_${sentence}` as const,
      group: 'check' as const,
      enabled: editable,
      run: () => add(sentence),
    })),
  )
}
