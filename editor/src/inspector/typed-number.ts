/** How a number is written in a field. */
export interface NumberStyle {
  /** Before the number, such as a currency's sign. */
  readonly prefix: string
  /** After the number, such as the name of the unit. */
  readonly suffix: string
  /** How many decimals may be written. */
  readonly digits: number
  /** What 1 as written is in the document: 100 for an amount in a currency of two decimals. */
  readonly scale: number
  /** The least and the most that the document may hold; null without a bound. */
  readonly least: number | null
  readonly most: number | null
}

/** Why a text is not taken. */
type TypedFault = 'not_a_number' | 'too_precise' | 'too_small' | 'too_large'

export type TypedNumber = { readonly value: number | null } | { readonly fault: TypedFault }

/** A comma groups thousands; before one or two last digits it might as well stand for the point. */
const NUMBER = /^-?(?:\d[\d,]*)?(?:\.(?<decimals>\d*))?$/
const DOUBTFUL_COMMA = /^-?\d+,\d{0,2}$|,\./
/** Made once: every field on the page writes its number after each edit. */
const PLAIN = new Intl.NumberFormat('en', { maximumFractionDigits: 12 })

/** The number that a person wrote, in the document's unit; null for an empty text. Full-width forms are fine. */
export function readTyped(text: string, style: NumberStyle): TypedNumber {
  const plain = bare(text, style)
  if (plain === '') return { value: null }
  const decimals = NUMBER.exec(plain)?.groups?.decimals ?? ''
  if (!NUMBER.test(plain) || DOUBTFUL_COMMA.test(plain) || !/\d/.test(plain)) return { fault: 'not_a_number' }
  if (decimals.replace(/0+$/, '').length > style.digits) return { fault: 'too_precise' }
  const value = inDocument(Number(plain.replaceAll(',', '')), style)
  if (value > (style.most ?? Number.MAX_SAFE_INTEGER)) return { fault: 'too_large' }
  if (value < (style.least ?? Number.MIN_SAFE_INTEGER)) return { fault: 'too_small' }
  return { value }
}

/** The document's number as a person reads it. */
export function writeNumber(value: number, { prefix, suffix, scale }: NumberStyle): string {
  const size = PLAIN.format(Math.abs(value) / scale)
  return `${value < 0 ? '-' : ''}${prefix}${size}${suffix}`
}

/** What a number as written is in the document: whole minor units, or as precise as the field writes it. */
export function inDocument(
  written: number,
  { digits, scale }: Pick<NumberStyle, 'digits' | 'scale'>,
): number {
  if (scale !== 1) return Math.round(written * scale)
  const precision = 10 ** digits
  const rounded = Math.round(written * precision) / precision
  return Number.isFinite(rounded) ? rounded : written
}

/** The text without what stands around the number, and in plain digits and signs. */
function bare(text: string, { prefix, suffix }: NumberStyle): string {
  const plain = narrow(text).replace(/\s/g, '')
  const unit = narrow(suffix).replace(/\s/g, '')
  const ended = unit !== '' && plain.endsWith(unit) ? plain.slice(0, -unit.length) : plain
  return prefix === '' ? ended : ended.replace(narrow(prefix).replace(/\s/g, ''), '')
}

/** Full-width digits, commas, points and signs as plain ones. */
const narrow = (text: string): string => text.normalize('NFKC').replaceAll('−', '-').replaceAll('。', '.')
