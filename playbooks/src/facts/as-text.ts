import { TextDecoder } from 'node:util'

/** The bytes are not UTF-8. */
export class NotText extends Error {
  /** The first line, from 1, that is not. */
  readonly line: number

  constructor(line: number) {
    super(`Line ${line} is not UTF-8 text`)
    this.line = line
  }
}

const LINE_FEED = 10

/** Passes bytes on as long as they are UTF-8: anything else could only be read by guessing. */
export async function* asText(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  for await (const chunk of chunks) {
    if (!decodes(decoder, chunk)) throw new NotText(line + linesBeforeFault(chunk))
    line += linesOf(chunk).length - 1
    yield chunk
  }
  try {
    decoder.decode()
  } catch {
    throw new NotText(line)
  }
}

/** The first line of a chunk may begin within a letter, so it has the fault when no other line has. */
const linesBeforeFault = (chunk: Buffer): number =>
  Math.max(
    0,
    linesOf(chunk).findIndex(
      (each, at) => at > 0 && !decodes(new TextDecoder('utf-8', { fatal: true }), each),
    ),
  )

function decodes(decoder: TextDecoder, bytes: Buffer): boolean {
  try {
    decoder.decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let start = 0
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
    lines.push(bytes.subarray(start, end))
    start = end + 1
  }
  lines.push(bytes.subarray(start))
  return lines
}
