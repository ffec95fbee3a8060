/** A line of a list, with what belongs under it. */
export interface Item {
  readonly text: string
  readonly items?: readonly Item[]
}

/** A column of a table. Numbers stand to the right. */
export interface Column {
  readonly title: string
  readonly isNumeric?: boolean
}

/** A piece of a rule book, in words of one language: whoever shows it needs to know nothing of playbooks. */
export type Block =
  | { readonly block: 'paragraph'; readonly text: string }
  | {
      readonly block: 'fields'
      readonly fields: readonly { readonly name: string; readonly value: string }[]
    }
  | {
      readonly block: 'list'
      readonly title: string
      readonly isOrdered: boolean
      readonly items: readonly Item[]
    }
  | {
      readonly block: 'table'
      /** Empty when the heading above says it. */
      readonly title: string
      readonly columns: readonly Column[]
      /** One cell for each column; the first names the row. */
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly block: 'group'; readonly title: string; readonly blocks: readonly Block[] }

export const paragraph = (text: string): Block => ({ block: 'paragraph', text })

export const table = (
  title: string,
  columns: readonly (string | Column)[],
  rows: readonly (readonly string[])[],
): Block => ({
  block: 'table',
  title,
  columns: columns.map((each) => (typeof each === 'string' ? { title: each } : each)),
  rows,
})
