import type { Block, Item, RuleBook } from '@branch-playbook/engine'

/** A rule book as Markdown with tables, as GitHub and most readers of documents take it. */
export function markdownOf({ title, description, chapters }: RuleBook): string[] {
  return [
    `# ${plain(title)}`,
    ...(description === '' ? [] : ['', plain(description)]),
    ...chapters.flatMap((chapter, at) => [
      '',
      `## ${at + 1}. ${plain(chapter.title)}`,
      ...chapter.blocks.flatMap((block) => blockLines(block, 3)),
      ...chapter.sections.flatMap((section, place) => [
        '',
        `### ${at + 1}.${place + 1} ${plain(section.title)}`,
        ...section.blocks.flatMap((block) => blockLines(block, 4)),
      ]),
    ]),
  ]
}

function blockLines(block: Block, level: number): string[] {
  switch (block.block) {
    case 'paragraph':
      return ['', plain(block.text)]
    case 'fields':
      return ['', ...block.fields.map(({ name, value }) => `- **${plain(name)}**: ${plain(value)}`)]
    case 'list':
      return ['', `**${plain(block.title)}**`, '', ...itemLines(block.items, block.isOrdered, '')]
    case 'table': {
      const caption = block.title === '' ? [] : ['', `**${plain(block.title)}**`]
      return [
        ...caption,
        '',
        rowLine(block.columns.map(({ title }) => title)),
        rowLine(block.columns.map(({ isNumeric }) => (isNumeric ? '---:' : '---'))),
        ...block.rows.map(rowLine),
      ]
    }
    case 'group':
      return [
        '',
        `${'#'.repeat(Math.min(level, MOST_LEVELS))} ${plain(block.title)}`,
        ...block.blocks.flatMap((each) => blockLines(each, level + 1)),
      ]
  }
}

const MOST_LEVELS = 6

const itemLines = (items: readonly Item[], isOrdered: boolean, indent: string): string[] =>
  items.flatMap(({ text, items: inner = [] }, at) => [
    `${indent}${isOrdered ? `${at + 1}.` : '-'} ${plain(text)}`,
    ...itemLines(inner, false, `${indent}   `),
  ])

const rowLine = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => plain(cell).replaceAll('|', '\\|')).join(' | ')} |`

/** Text in one line that Markdown takes as it is. */
const plain = (text: string): string =>
  text.replaceAll(/\s*[\r\n]+\s*/g, ' ').replaceAll(/[\\`*_[\]<>#]/g, (sign) => `\\${sign}`)
