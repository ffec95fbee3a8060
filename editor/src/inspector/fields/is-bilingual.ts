import type { Bilingual } from '@branch-playbook/engine'

/** Whether a value of a document is a text in both languages. */
export const isBilingual = (value: unknown): value is Bilingual =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'zh-CN') === 'string' &&
  typeof Reflect.get(value, 'en') === 'string'
