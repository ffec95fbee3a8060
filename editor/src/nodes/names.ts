import { isMessageKey, type Locale, message, type Playbook } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useShown } from '../document/shown.ts'
import { type Named, namedValues } from '../document/values.ts'
import { useLanguage } from '../locale/language.ts'
import { isTextKey, useText } from '../locale/text.ts'

/**
 * What people call facts and nodes, and the values of classes, in the language of the page.
 * @param of the playbook, where it is not the one that is shown.
 */
export function useNames(of?: Playbook) {
  const locale = useLanguage((state) => state.locale)
  const text = useText()
  const shown = useShown()
  const playbook = of ?? shown
  return useMemo(() => {
    const known = (part: string): string => {
      const key = [`part.${part}`, `channel.${part}`].find(isTextKey)
      return key && isTextKey(key) ? text(key) : part
    }
    const named: ReadonlyMap<string, Named> = playbook ? namedValues(playbook) : new Map()
    return {
      named,
      nameOf(name: string): string {
        // Not every node has a value of its own: enquiries are answered one by one.
        const label = named.get(name)?.label ?? playbook?.nodes.find(({ id }) => id === name)?.name
        const found = label?.[locale] ?? name
        const [node = '', part] = name.split('.')
        if (part === undefined || !named.has(name)) return found
        return text('figure.part', {
          node: found,
          part: partName(playbook, node, part, locale) ?? known(part),
        })
      },
      /** What the dictionary notes of a fact; empty when it notes nothing. */
      noteOf: (fact: string): string =>
        playbook?.facts.find(({ name }) => name === fact)?.note?.[locale] ?? '',
      valueName(value: string): string {
        const key = `value.${value}`
        return isMessageKey(key) ? message(locale, key) : value
      },
    }
  }, [playbook, locale, text])
}

/** What the playbook itself calls a part of a node: a product, an enquiry, an output; undefined when it does not. */
function partName(playbook: Playbook | null, id: string, part: string, locale: Locale): string | undefined {
  const node = playbook?.nodes.find((each) => each.id === id)
  const inner = part.slice(part.indexOf('_') + 1)
  switch (node?.kind) {
    case 'suitability':
      return node.products.find((each) => each.id === inner)?.name[locale]
    case 'affinity': {
      const gate = playbook?.nodes.find((each) => each.id === node.suitability)
      return gate?.kind === 'suitability'
        ? gate.products.find((each) => each.id === inner)?.name[locale]
        : undefined
    }
    case 'inbound':
      // The case that decided an enquiry is a number beside it; who handles it goes by its name alone.
      return part.startsWith('e_')
        ? node.enquiries.find((each) => each.id === inner)?.name[locale]
        : undefined
    case 'table':
      return node.outputs.find((each) => each.id === part)?.label?.[locale]
    default:
      return undefined
  }
}
