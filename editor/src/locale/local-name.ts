import type { Locale } from '@branch-playbook/engine'

/** Something that the bank has named: in its own language, and in English where it did. */
export interface NamedByBank {
  readonly name: string
  readonly nameEn: string | null
}

/** The name of a branch, an adviser or a holding that fits a language. */
export const localName = ({ name, nameEn }: NamedByBank, locale: Locale): string =>
  locale === 'en' ? (nameEn ?? name) : name
