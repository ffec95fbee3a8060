import type { Effect } from '../../api/life.ts'
import { partName } from '../../comparison/part-name.ts'
import { useBilingual, useText } from '../../locale/text.ts'
import { Notice } from '../../shell/notice.tsx'
import classes from './effect.module.css'
import { useNodeNames } from './node-names.ts'

type Change = Effect['document']['changes'][number]

/** What differs from the version in force, node by node and in words. */
export function Changes({ effect }: { readonly effect: Effect }) {
  const text = useText()
  const bilingual = useBilingual()
  const nameOf = useNodeNames(effect)
  const { changes, equivalence, against } = effect.document
  const beside = effect.basis.before.filter(({ hash }) => hash !== against.hash)
  const others = beside
    .map(({ version, customers }) => text('effect.beside', { version, customers }))
    .join(', ')
  const titleOf = ({ node, pathBefore, pathAfter }: Change) => {
    if (node !== null) return nameOf(node)
    const [, part = ''] = (pathAfter ?? pathBefore ?? '').split('/')
    return text(`compare.part.${partName(part)}`)
  }
  const groups = [...Map.groupBy(changes, titleOf)].toSorted(
    ([, [one]], [, [other]]) => Number(one?.node === null) - Number(other?.node === null),
  )
  return (
    <section className={classes.card} aria-labelledby="changes">
      <h2 id="changes">
        {text('effect.changes')}{' '}
        <small className={classes.against}>
          {others === ''
            ? text('effect.against', { version: against.version })
            : text('effect.against_most', { version: against.version, others })}
        </small>
      </h2>
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
    </section>
  )
}
