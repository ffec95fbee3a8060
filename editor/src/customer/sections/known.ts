import { isTextKey, useText } from '../../locale/text.ts'

/** A word of the bank's own, under a key of the locale files; as it is when the product does not know it. */
export function useKnown(): (key: string) => string {
  const text = useText()
  return (key) => (isTextKey(key) ? text(key) : key.slice(key.indexOf('.') + 1))
}
