/** The most that a workbook may be when it is unpacked, and the most files in it. */
const MOST_BYTES = 64 * 1024 * 1024
const MOST_FILES = 2_000

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const END_LENGTH = 22
const ENTRY_LENGTH = 46

/** Sizes of this and more are written elsewhere, for archives beyond 4 GB. */
const ELSEWHERE = 0xffffffff

/**
 * Why a ZIP archive should not be unpacked; null where it is safe to. Its directory says how large each file
 * becomes, which the reader then holds it to: a small archive can be made to unpack to more than any memory.
 */
export function archiveProblem(bytes: Uint8Array): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.byteLength - END_LENGTH
  if (end < 0 || view.getUint32(end, true) !== END_SIGNATURE) return 'no ZIP archive'
  const files = view.getUint16(end + 10, true)
  if (files > MOST_FILES) return `${files} files`
  let at = view.getUint32(end + 16, true)
  let total = 0
  for (let file = 0; file < files; file += 1) {
    if (at + ENTRY_LENGTH > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) return 'broken directory'
    const packed = view.getUint32(at + 20, true)
    const unpacked = view.getUint32(at + 24, true)
    if (packed === ELSEWHERE || unpacked === ELSEWHERE || (packed > 0 && unpacked === 0))
      return 'sizes not said'
    total += unpacked
    if (total > MOST_BYTES) return `${total} bytes`
    at +=
      ENTRY_LENGTH +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true)
  }
  return null
}
