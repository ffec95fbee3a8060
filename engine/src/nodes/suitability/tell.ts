import { type Block, table } from '../../rulebook/block.ts'
import type { BookWords } from '../../rulebook/book-words.ts'
import type { Telling } from '../../rulebook/tell.ts'
import type { Product } from './product.ts'
import type { Suitability } from './suitability.ts'

/** One table of the products with what an order of them may be, and what the customer is told, product by product. */
export const tellSuitability = (node: Suitability, words: BookWords): Telling => ({
  products: () => [
    productTable(node, words),
    ...node.products.flatMap((product) => disclosuresOf(product, words)),
  ],
})

function productTable({ products }: Suitability, words: BookWords): Block {
  const terms = (['least', 'most', 'step', 'coolingOff'] as const).filter((name) =>
    products.some((product) => termsOf(product)[name] !== undefined),
  )
  return table(
    words.field('products', 'suitability'),
    [
      words.field('name'),
      words.field('risk', 'suitability'),
      ...terms.map((name) => ({ title: words.field(name, 'suitability'), isNumeric: true })),
    ],
    products.map((product) => [
      words.text(product.name),
      product.risk,
      ...terms.map((name) => {
        const term = termsOf(product)[name]
        if (term === undefined) return words.say('none')
        return words.number(name === 'coolingOff' ? 'working_days' : 'money', term)
      }),
    ]),
  )
}

const termsOf = ({ amount, coolingOff }: Product) => ({ ...amount, coolingOff })

const disclosuresOf = ({ name, disclosures = [] }: Product, words: BookWords): Block[] =>
  disclosures.length === 0
    ? []
    : [
        {
          block: 'list',
          title: words.say('suitability.disclosures', { product: words.text(name) }),
          isOrdered: true,
          items: disclosures.map(({ text }) => ({ text: words.text(text) })),
        },
      ]
