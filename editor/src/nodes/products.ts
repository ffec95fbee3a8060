import { useShown } from '../document/shown.ts'
import { useLanguage } from '../locale/language.ts'

/** What people call a product of a suitability node; its id when there is none of that id. */
export function useProductNames() {
  const locale = useLanguage((state) => state.locale)
  const playbook = useShown()
  return (suitability: string, product: string): string => {
    const gate = playbook?.nodes.find(({ id }) => id === suitability)
    const found = gate?.kind === 'suitability' && gate.products.find(({ id }) => id === product)
    return found ? found.name[locale] : product
  }
}
