import type { Locale } from '../locale/locale.ts'
import { isMessageKey, message } from '../locale/messages.ts'
import { bindNode } from '../nodes/bind.ts'
import { NODE_KINDS } from '../nodes/index.ts'
import { nodeSchema, type Playbook, type PlaybookNode } from '../playbook/playbook.ts'
import { type Block, paragraph } from './block.ts'
import { BookWords } from './book-words.ts'
import { claimBlocks } from './claims.ts'
import { factBlocks } from './facts.ts'
import { parameterBlocks } from './parameters.ts'
import { tellObject } from './tell.ts'
import { testBlocks } from './tests.ts'

/** A playbook as a document that people read from beginning to end. */
export interface RuleBook {
  readonly title: string
  /** Empty when the playbook has none. */
  readonly description: string
  readonly chapters: readonly Chapter[]
}

export interface Chapter {
  /** The same in every language: what links lead to. */
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
  /** One for each node of the chapter; a chapter without nodes has none. */
  readonly sections: readonly Section[]
}

export interface Section {
  /** The id of the node. */
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
}

/** The order in which a banker reads: whom we have, what we do for them, whom we call. Kinds not named here follow. */
const READING_ORDER: readonly string[] = [
  'measure',
  'rule',
  'table',
  'tier',
  'matrix',
  'coverage',
  'trigger',
  'campaign',
  'suitability',
  'affinity',
  'contact_policy',
  'arbitration',
  'inbound',
]

/**
 * The whole of a playbook as a document in one language. It leaves nothing out but ids where there are names, and
 * the layout of the canvas. The playbook may have faults: what refers to nothing is told as it is written.
 */
export function ruleBook(playbook: Playbook, locale: Locale): RuleBook {
  const words = new BookWords(playbook, locale)
  const { name, description, invariants = [], parameters = [], tests } = playbook
  return {
    title: words.text(name),
    description: description ? words.text(description) : '',
    chapters: [
      { id: 'facts', title: words.say('chapter.facts'), blocks: factBlocks(words), sections: [] },
      ...kindsInOrder().flatMap((kind) => nodeChapter(kind, words)),
      ...(invariants.length === 0
        ? []
        : [{ id: 'claims', title: words.say('chapter.claims'), blocks: claimBlocks(words), sections: [] }]),
      ...(parameters.length === 0
        ? []
        : [
            {
              id: 'parameters',
              title: words.say('chapter.parameters'),
              blocks: parameterBlocks(words),
              sections: [],
            },
          ]),
      ...(tests.length === 0
        ? []
        : [{ id: 'tests', title: words.say('chapter.tests'), blocks: testBlocks(words), sections: [] }]),
    ],
  }
}

function kindsInOrder(): readonly string[] {
  const kinds = NODE_KINDS.map(({ kind }) => kind)
  const place = (kind: string) => (READING_ORDER.includes(kind) ? READING_ORDER.indexOf(kind) : kinds.length)
  return kinds.toSorted((left, right) => place(left) - place(right))
}

function nodeChapter(kind: string, words: BookWords): Chapter[] {
  const sections = words.playbook.nodes.flatMap((node, at) =>
    node.kind === kind ? [nodeSection(node, at, words)] : [],
  )
  if (sections.length === 0) return []
  const key = [`book.chapter.${kind}`, `node.${kind}`].find(isMessageKey)
  const title = key === undefined ? kind : message(words.locale, key)
  return [{ id: `kind-${kind}`, title, blocks: [], sections }]
}

function nodeSection(node: PlaybookNode, at: number, words: BookWords): Section {
  const { id, kind, name, note } = node
  return {
    id,
    title: words.text(name),
    blocks: [
      ...(note ? [paragraph(words.text(note))] : []),
      ...tellObject({ schema: nodeSchema, value: node, path: ['nodes', at] }, words, {
        kind,
        left: ['id', 'kind', 'name', 'note'],
        telling: bindNode(node).tell(words),
      }),
    ],
  }
}
