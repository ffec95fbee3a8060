import { isMessageKey, message } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useDocument } from '../document/store.ts'
import { type Named, namedValues } from '../document/values.ts'
import { useLanguage } from '../locale/language.ts'

/** What people call facts and nodes, and the values of classes, in the language of the page. */
export function useNames() {
  const locale = useLanguage((state) => state.locale)
  const playbook = useDocument((state) => state.shown)
  return useMemo(() => {
    const named: ReadonlyMap<string, Named> = playbook ? namedValues(playbook) : new Map()
    return {
      named,
      nameOf: (name: string): string => named.get(name)?.label[locale] ?? name,
      valueName(value: string): string {
        const key = `value.${value}`
        return isMessageKey(key) ? message(locale, key) : value
      },
    }
  }, [playbook, locale])
}
