export const LOCALES = ['zh-CN', 'en'] as const

/** The languages of the product. */
export type Locale = (typeof LOCALES)[number]
