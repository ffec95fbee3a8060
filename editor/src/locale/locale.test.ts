import { NODE_KINDS } from '@branch-playbook/engine'
import { parseSync, Visitor } from 'vite'
import { expect, test } from 'vitest'
import { formOf, labelledFields } from '../inspector/form.ts'
import en from './en.json'
import zhCN from './zh-CN.json'

const sources: Readonly<Record<string, string>> = import.meta.glob('../**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\s*[,}]/g)].map(([, name]) => name))].sort()

test('Both languages have the same texts, and none is empty', () => {
  expect(Object.keys(zhCN)).toEqual(Object.keys(en))
  expect([...Object.values(zhCN), ...Object.values(en)].filter((text) => text.trim() === '')).toEqual([])
})

test('A text takes the same values in both languages', () => {
  for (const key of Object.keys(en)) {
    expect([key, placeholders(Reflect.get(zhCN, key))]).toEqual([key, placeholders(Reflect.get(en, key))])
  }
})

test('Every field of every kind of node has a label', () => {
  const unnamed = NODE_KINDS.flatMap(({ kind, schema }) =>
    [...labelledFields(formOf(schema))]
      .filter((path) => !['id', 'kind'].includes(path.join('.')))
      .filter((path) => !(`field.${kind}.${path.join('.')}` in en) && !(`field.${path.at(-1)}` in en))
      .map((path) => `${kind}.${path.join('.')}`),
  )
  expect(unnamed).toEqual([])
})

test('Every text is used', () => {
  const written = Object.entries(sources)
    .filter(([file]) => !file.endsWith('.test.ts'))
    .map(([, source]) => source)
    .join('\n')
  const composed = [...written.matchAll(/`([a-z_]+(?:\.[a-z_]+)*[._])\$\{/g)].map(
    ([, prefix]) => prefix ?? '',
  )
  const unused = Object.keys(en).filter(
    (key) => !written.includes(`'${key}'`) && !composed.some((prefix) => key.startsWith(prefix)),
  )
  expect(unused).toEqual([])
})

/** Attributes whose text people read or hear. */
const SPOKEN = new Set(['label', 'title', 'placeholder', 'alt', 'aria-label', 'description'])
const WORD = /\p{L}{2}/u

test('No text for people is written into the pages', () => {
  const hardCoded: string[] = []
  for (const [file, source] of Object.entries(sources)) {
    if (!file.endsWith('.tsx')) continue
    const { program } = parseSync(file, source)
    const found = (text: unknown) => {
      if (typeof text === 'string' && WORD.test(text)) hardCoded.push(`${file}: ${text.trim()}`)
    }
    new Visitor({
      JSXText: ({ value }) => found(value),
      JSXAttribute({ name, value }) {
        if (name.type === 'JSXIdentifier' && SPOKEN.has(name.name) && value?.type === 'Literal')
          found(value.value)
      },
    }).visit(program)
  }
  expect(hardCoded).toEqual([])
})
