/** The part of a document and the key in it that a path such as `/nodes/tier` names. */
export function unitOf(path: string): readonly [part: string, key: string | undefined] {
  const [part = '', key] = path
    .split('/')
    .slice(1)
    .map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'))
  return [part, key]
}
