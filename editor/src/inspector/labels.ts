import { isMessageKey, message } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useLanguage } from '../locale/language.ts'
import { isTextKey, useText } from '../locale/text.ts'

/** What people call fields and choices. */
export function useLabels(kind: string) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  return useMemo(
    () => ({
      /** `words` is the path of the field's name, without places in lists and without class values. */
      field: (words: readonly string[]): string => fieldName(text, kind, words),
      hint(words: readonly string[]): string | undefined {
        const key = `hint.${kind}.${words.join('.')}`
        return isTextKey(key) ? text(key) : undefined
      },
      choice(value: string): string {
        const own = [`choice.${kind}.${value}`, `choice.${value}`, `channel.${value}`].find(isTextKey)
        const shared = `value.${value}`
        if (own && isTextKey(own)) return text(own)
        return isMessageKey(shared) ? message(locale, shared) : value
      },
    }),
    [kind, locale, text],
  )
}

/** What people call a field of a kind of node, by the path of its name. */
export function fieldName(text: ReturnType<typeof useText>, kind: string, words: readonly string[]): string {
  const own = `field.${kind}.${words.join('.')}`
  const shared = `field.${words.at(-1) ?? ''}`
  if (isTextKey(own)) return text(own)
  return isTextKey(shared) ? text(shared) : words.join('.')
}
