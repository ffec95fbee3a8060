import { likelihoodsOf, type Playbook } from '@branch-playbook/engine'
import { useBilingual } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'

/** What people call a segment: a strategy by its name, the value of another class as it is. */
export function useSegmentName(playbook: Playbook): (segment: string, isStrategy: boolean) => string {
  const bilingual = useBilingual()
  const { valueName } = useNames(playbook)
  const { strategies } = likelihoodsOf(playbook)
  return (segment, isStrategy) => {
    const named = isStrategy ? strategies?.strategies.find(({ id }) => id === segment) : undefined
    return named ? bilingual(named.name) : valueName(segment)
  }
}
