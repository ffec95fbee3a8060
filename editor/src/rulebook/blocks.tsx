import type { Block, Item } from '@branch-playbook/engine'
import { useText } from '../locale/text.ts'
import classes from './rule-book.module.css'

/** From so many columns on a table may be wider than the page. */
const WIDE = 7

interface BlocksProps {
  readonly blocks: readonly Block[]
  /** Of the headings of groups among them. */
  readonly level: 3 | 4 | 5 | 6
}

/** Pieces of a rule book as a page shows them. */
export const Blocks = ({ blocks, level }: BlocksProps) =>
  blocks.map((block, at) => <Piece key={at} block={block} level={level} />)

function Piece({ block, level }: { readonly block: Block; readonly level: BlocksProps['level'] }) {
  switch (block.block) {
    case 'paragraph':
      return <p>{block.text}</p>
    case 'fields':
      return (
        <dl className={classes.fields}>
          {block.fields.map(({ name, value }, at) => (
            <div key={at}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )
    case 'list':
      return (
        <div className={classes.list}>
          <p className={classes.caption}>{block.title}</p>
          <Items items={block.items} isOrdered={block.isOrdered} />
        </div>
      )
    case 'table':
      return <Table block={block} />
    case 'group': {
      const Heading = `h${level}` as const
      return (
        <section className={classes.group}>
          <Heading>{block.title}</Heading>
          <Blocks blocks={block.blocks} level={level === 6 ? 6 : level === 5 ? 6 : level === 4 ? 5 : 4} />
        </section>
      )
    }
  }
}

function Items({ items, isOrdered }: { readonly items: readonly Item[]; readonly isOrdered: boolean }) {
  const lines = items.map(({ text, items: inner }, at) => (
    <li key={at}>
      {text}
      {inner && <Items items={inner} isOrdered={false} />}
    </li>
  ))
  return isOrdered ? <ol>{lines}</ol> : <ul>{lines}</ul>
}

function Table({ block }: { readonly block: Extract<Block, { block: 'table' }> }) {
  const text = useText()
  const { title, columns, rows } = block
  const table = (
    <table className={classes.table}>
      {title && <caption>{title}</caption>}
      <thead>
        <tr>
          {columns.map((column, at) =>
            column.title === '' ? (
              <td key={at} />
            ) : (
              <th key={at} scope="col" data-numeric={column.isNumeric || undefined}>
                {column.title}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          <tr key={place}>
            {row.map((cell, at) =>
              at === 0 ? (
                <th key={at} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={at} data-numeric={columns[at]?.isNumeric || undefined}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
  if (columns.length < WIDE) return table
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused
    <section className={classes.wide} aria-label={title || text('audit.table')} tabIndex={0}>
      {table}
    </section>
  )
}
