import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import { type Parsed, parseWith } from '../../playbook/parse.ts'
import { problem } from '../../problem/problem.ts'

const MOST_CHARACTERS = 16 * 1024 * 1024

/** An element that holds a text of FEEL. */
const feel = z
  .union([z.string(), z.looseObject({ text: z.unknown().optional() })])
  .transform((element) => (typeof element === 'string' ? '' : textOf(element.text)))

const named = {
  '@id': z.string().optional(),
  '@name': z.string().optional(),
  '@label': z.string().optional(),
}
const list = <Schema extends z.ZodType>(of: Schema) => z.array(of).default([])
const loose = z
  .union([z.string(), z.looseObject(named)])
  .transform((each) => (typeof each === 'string' ? {} : each))

const expression = z
  .union([z.string(), z.looseObject({ '@typeRef': z.string().optional(), text: z.unknown().optional() })])
  .transform((element) =>
    typeof element === 'string'
      ? { text: '', typeRef: undefined }
      : { text: textOf(element.text), typeRef: element['@typeRef'] },
  )

const decisionTable = z.looseObject({
  '@hitPolicy': z.string().default('UNIQUE'),
  '@aggregation': z.string().optional(),
  input: list(
    z.looseObject({ ...named, inputExpression: expression.optional(), inputValues: feel.optional() }),
  ),
  output: list(
    z
      .union([
        z.string(),
        z.looseObject({
          ...named,
          '@typeRef': z.string().optional(),
          outputValues: feel.optional(),
          defaultOutputEntry: feel.optional(),
        }),
      ])
      .transform((each) => (typeof each === 'string' ? {} : each)),
  ),
  rule: list(
    z.looseObject({
      '@id': z.string().optional(),
      description: z.unknown().optional().transform(textOf),
      inputEntry: list(feel),
      outputEntry: list(feel),
      annotationEntry: list(feel),
    }),
  ),
})

export type DmnTable = z.infer<typeof decisionTable>

const decision = z.looseObject({
  ...named,
  variable: z.union([z.string(), z.looseObject({ ...named, '@typeRef': z.string().optional() })]).optional(),
  decisionTable: decisionTable.optional(),
})

export type DmnDecision = z.infer<typeof decision>

const definitions = z.looseObject({
  itemDefinition: list(
    z.looseObject({
      ...named,
      typeRef: z.unknown().optional().transform(textOf),
      allowedValues: feel.optional(),
    }),
  ),
  inputData: list(loose),
  decision: list(decision),
})

/** What of a DMN file bears on its decision tables. */
export type DmnDefinitions = z.infer<typeof definitions>

const LISTS = new Set([
  ...['itemDefinition', 'inputData', 'decision', 'input', 'output', 'rule'],
  ...['inputEntry', 'outputEntry', 'annotationEntry'],
])

/**
 * Reads the text of a DMN file of any version from 1.1 to 1.5. A document type is refused, and with it every entity
 * of its own; namespaces are not looked at.
 */
export function readDmn(xml: string): Parsed<DmnDefinitions> {
  if (xml.length > MOST_CHARACTERS) {
    return refused(problem('too_large', [], { characters: xml.length, most: MOST_CHARACTERS }))
  }
  if (/<!\s*(?:DOCTYPE|ENTITY)/i.test(xml)) return notXml('DOCTYPE')
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    htmlEntities: true,
    isArray: (name) => LISTS.has(name),
  })
  try {
    const parsed: unknown = parser.parse(xml, true)
    const root = z.looseObject({ definitions: z.union([z.string(), z.looseObject({})]) }).safeParse(parsed)
    if (!root.success) return notXml('definitions')
    return parseWith(definitions, typeof root.data.definitions === 'string' ? {} : root.data.definitions)
  } catch (fault) {
    // The reader of XML names line and column, and of a text without any tag `undefined` for the column.
    return notXml(fault instanceof Error ? fault.message.replace(':undefined', '').slice(0, 200) : 'XML')
  }
}

/** The text of an element, with attributes or without. */
function textOf(element: unknown): string {
  if (typeof element === 'string') return element
  if (typeof element === 'object' && element !== null && '#text' in element) return textOf(element['#text'])
  return ''
}

const refused = (found: ReturnType<typeof problem>) => ({ ok: false, problems: [found] }) as const

const notXml = (found: string) => refused(problem('not_xml', [], { found }))
