import { LOCALES } from '@branch-playbook/engine'
import { SegmentedControl } from '@mantine/core'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'

export function LanguageSwitch() {
  const text = useText()
  const { locale, choose } = useLanguage()
  return (
    <SegmentedControl
      size="xs"
      aria-label={text('language')}
      value={locale}
      onChange={choose}
      data={LOCALES.map((value) => ({ value, label: text(`language.${value}`) }))}
    />
  )
}
