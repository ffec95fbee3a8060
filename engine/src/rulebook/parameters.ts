import { openedBy } from '../overlay/opened.ts'
import type { Parameter } from '../overlay/parameter.ts'
import { type Block, paragraph, table } from './block.ts'
import type { BookWords } from './book-words.ts'

/** The numbers that branches may set, with head office's own and the guardrails. */
export const parameterBlocks = (words: BookWords): Block[] => [
  paragraph(words.say('parameters.what')),
  table(
    '',
    [
      words.say('parameters.name'),
      words.field('node'),
      ...[words.say('parameters.own'), words.field('min'), words.field('max'), words.field('step')].map(
        (title) => ({ title, isNumeric: true }),
      ),
    ],
    (words.playbook.parameters ?? []).map((parameter) => row(parameter, words)),
  ),
]

function row(parameter: Parameter, words: BookWords): string[] {
  const { name, node, min, max, step } = parameter
  const opened = openedBy(words.playbook, parameter)
  const number = (value: number) => words.number(opened?.unit ?? 'text', value)
  return [
    words.text(name),
    words.figure(node),
    opened ? number(opened.value) : words.say('none'),
    number(min),
    number(max),
    step === undefined ? words.say('parameters.any_step') : number(step),
  ]
}
