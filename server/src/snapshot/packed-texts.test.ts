import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PackedTexts } from './packed-texts.ts'

const someTexts = fc.uniqueArray(
  fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constant('王小明'.repeat(9_000))),
)

test('Texts come back as they were, in their order', () => {
  fc.assert(
    fc.property(someTexts, (texts) => {
      const packed = PackedTexts.of(texts)
      expect(packed.length).toBe(texts.length)
      expect([...packed]).toEqual(texts)
      expect(texts.map((_text, row) => packed.at(row))).toEqual(texts)
      expect(packed.at(-1)).toBeUndefined()
      expect(packed.at(texts.length)).toBeUndefined()
    }),
  )
})

test('Each of sorted texts is found, and no other', () => {
  fc.assert(
    fc.property(someTexts, fc.string(), (texts, other) => {
      const sorted = texts.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
      const packed = PackedTexts.of(sorted)
      expect(sorted.map((text) => packed.sortedRowOf(text))).toEqual([...sorted.keys()])
      const place = sorted.indexOf(other)
      expect(packed.sortedRowOf(other)).toBe(place < 0 ? null : place)
    }),
  )
})
