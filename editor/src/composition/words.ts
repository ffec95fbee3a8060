import { isMessageKey, message } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useShown } from '../document/shown.ts'
import { fieldName } from '../inspector/labels.ts'
import { useLanguage } from '../locale/language.ts'
import { isTextKey, useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import type { Refusal } from './fitting.ts'
import type { Slot } from './slots.ts'

/** What people call the fields of nodes, what becomes of them, and why one does not take something. */
export function useSlotWords() {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const { nameOf } = useNames()
  const playbook = useShown()
  return useMemo(() => {
    const typeName = (name: string) => {
      const key = `kind.${name}`
      return isTextKey(key) ? text(key) : name
    }
    const kindName = (name: string) => {
      const key = `node.${name}`
      return isTextKey(key) ? text(key) : isMessageKey(key) ? message(locale, key) : name
    }
    const list = (words: readonly string[]) => words.join(text('face.list_comma'))
    const kinds = new Map(playbook?.nodes.map(({ id, kind }) => [id, kind]))
    const label = ({ target, words }: Pick<Slot, 'target' | 'words'>): string => {
      const field = (path: readonly string[]) => fieldName(text, kinds.get(target) ?? '', path)
      const [first = ''] = words
      return words.length > 1 ? `${field([first])}: ${field(words)}` : field(words)
    }
    return {
      label,
      /** What the field refers to now and would no longer; undefined when it only gets more. */
      former: ({ former }: Slot): string | undefined =>
        former === undefined ? undefined : text('slot.replaces', { name: nameOf(former) }),
      why(slot: Slot): string {
        return slot.refused ? whyNot(slot.refused, slot) : ''
      },
    }
    function whyNot(refused: Refusal, slot: Slot): string {
      const field = label(slot)
      switch (refused.why) {
        case 'type':
          return refused.gives === null
            ? text('slot.no_value', { field, takes: list(refused.takes.map(typeName)) })
            : text('slot.wrong_type', {
                field,
                takes: list(refused.takes.map(typeName)),
                name: nameOf(slot.name),
                gives: typeName(refused.gives),
              })
        case 'kind':
          return text('slot.wrong_kind', { field, takes: list(refused.takes.map(kindName)) })
        case 'fact':
          return text('slot.facts_only', { field })
        case 'cycle':
          return text('slot.cycle', { name: nameOf(slot.name), target: nameOf(slot.target) })
        case 'present':
          return text('slot.present', { field, name: nameOf(slot.name) })
      }
    }
  }, [text, locale, nameOf, playbook])
}
