import type { Step } from '../document/history.ts'
import type { Path } from '../document/path.ts'
import { useDocument } from '../document/store.ts'
import { useLanguage } from '../locale/language.ts'
import { isTextKey, useText } from '../locale/text.ts'

/** What a step of the history is called: the node and the field that it changed. */
export function useStepName(): (step: Step) => string {
  const text = useText()
  const placeName = usePlaceName()
  return ({ changes, name, place }) =>
    name ? text(name.text, name.values) : placeName(place ?? changes[0]?.path ?? [])
}

/** What a place of the document is called: the node and the field there. */
export function usePlaceName(): (path: Path) => string {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const playbook = useDocument((state) => state.shown)
  const nodes = playbook?.nodes
  return ([first, second, ...rest]) => {
    if (first === 'layout') return text('step.layout')
    const test = first === 'tests' ? playbook?.tests[Number(second)] : undefined
    if (test) return text('problems.test', { name: test.name })
    const claim = first === 'invariants' ? playbook?.invariants?.[Number(second)] : undefined
    if (claim) return text('problems.claim', { name: claim.name[locale] })
    const node = first === 'nodes' && typeof second === 'number' ? nodes?.[second] : undefined
    if (!node) return String(first ?? '')
    const words = rest.filter((key) => typeof key === 'string')
    // A class value on the way to a field is no part of the field's name, so the end of the path may match alone.
    const keys = words.flatMap((_, at) => [
      `field.${node.kind}.${words.slice(0, words.length - at).join('.')}`,
      `field.${words.at(-1 - at) ?? ''}`,
    ])
    const key = keys.find(isTextKey)
    return text('step.change', { node: node.name[locale], field: key && isTextKey(key) ? text(key) : '' })
  }
}
