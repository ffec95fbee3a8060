import { expect, it } from 'vitest'
import { editText } from './edit-text.ts'

it('writes values into a text and leaves the rest as it was laid out', () => {
  const text = '{\n\t"b": { "x": 1,\t"y": [1,2] },\n\t"a":   true\n}\n'
  expect(editText(text, [{ path: ['b', 'y'], value: [3] }])).toBe(
    '{\n\t"b": { "x": 1,\t"y": [\n\t\t\t3\n\t\t] },\n\t"a":   true\n}\n',
  )
  expect(editText(text, [{ path: ['b', 'x'], value: 2 }])).toBe(text.replace('1,\t', '2,\t'))
})

it('reads past a byte order mark', () => {
  expect(editText('\uFEFF{"a": 1}', [{ path: ['a'], value: 2 }])).toBe('{"a": 2}')
})

it('adds a field in the indentation of the document', () => {
  const text = '{\r\n   "bands": [\r\n      {\r\n         "name": "A"\r\n      }\r\n   ]\r\n}\r\n'
  expect(editText(text, [{ path: ['bands', 0, 'from'], value: 9 }])).toBe(
    text.replace('"A"', '"A",\r\n         "from": 9'),
  )
})
