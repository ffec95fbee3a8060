import type { Effect } from '../../api/life.ts'
import { partName } from '../../comparison/part-name.ts'
import { useBilingual, useText } from '../../locale/text.ts'
import { Notice } from '../../shell/notice.tsx'
import classes from './effect.module.css'

type Found = Pick<Effect['document'], 'changes' | 'equivalence'>

interface ChangedPartsProps {
  readonly found: Found
  /** What a node is called, whichever of the two versions has it. */
  nameOf(node: string): string
}

/** What differs between two versions in words, node by node, and what is proven to be the same all the same. */
export function ChangedParts({ found: { changes, equivalence }, nameOf }: ChangedPartsProps) {
  const text = useText()
  const bilingual = useBilingual()
  const titleOf = ({ node, pathBefore, pathAfter }: Found['changes'][number]) => {
    if (node !== null) return nameOf(node)
    const [, part = ''] = (pathAfter ?? pathBefore ?? '').split('/')
    return text(`compare.part.${partName(part)}`)
  }
  const groups = [...Map.groupBy(changes, titleOf)].toSorted(
    ([, [one]], [, [other]]) => Number(one?.node === null) - Number(other?.node === null),
  )
  return (
    <>
      {changes.length === 0 && (
        <Notice tone="plain" title={text('compare.same')} text={text('effect.same_what')} />
      )}
      {groups.map(([title, told]) => (
        <div key={title} className={classes.node}>
          <h3>{title}</h3>
          <ul>
            {told.map((change, at) => (
              <li key={at} data-kind={change.kind}>
                {bilingual(change.text)}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {equivalence && changes.length > 0 && (
        <details>
          <summary>
            {text('effect.equal', { equal: equivalence.equal, outcomes: equivalence.outcomes })}
          </summary>
          <ul>
            {equivalence.sentences.map((sentence, at) => (
              <li key={at}>{bilingual(sentence)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
