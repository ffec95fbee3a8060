import { expect, it } from 'vitest'
import { readPolicy, writePolicy } from './policies.ts'

it('Hit policies are read by name and by letter, and written by name', () => {
  expect(
    ['U', 'F', 'P', 'A', 'C', 'R', 'O', 'C+', 'C<', 'C>', 'C#'].map((each) =>
      writePolicy(readPolicy(each) ?? { hitPolicy: 'any' }),
    ),
  ).toEqual([
    { hitPolicy: 'UNIQUE' },
    { hitPolicy: 'FIRST' },
    { hitPolicy: 'PRIORITY' },
    { hitPolicy: 'ANY' },
    { hitPolicy: 'COLLECT' },
    { hitPolicy: 'RULE ORDER' },
    { hitPolicy: 'OUTPUT ORDER' },
    { hitPolicy: 'COLLECT', aggregation: 'SUM' },
    { hitPolicy: 'COLLECT', aggregation: 'MIN' },
    { hitPolicy: 'COLLECT', aggregation: 'MAX' },
    { hitPolicy: 'COLLECT', aggregation: 'COUNT' },
  ])
  expect([
    readPolicy('F+'),
    readPolicy('X'),
    readPolicy('FIRST', 'SUM'),
    readPolicy('COLLECT', 'AVG'),
    readPolicy(''),
  ]).toEqual([null, null, null, null, null])
})
