import { parsePlaybook } from '@branch-playbook/engine'
import type { WhichVersion } from '../../api/life.ts'
import { useVersion, type Version } from '../../api/playbooks.ts'
import { useBilingual, useText } from '../../locale/text.ts'
import { useLifeWords } from '../life-words.ts'
import classes from '../version-page.module.css'

interface OverProps {
  readonly which: WhichVersion
  readonly version: Version
}

/** A version that was sent back or withdrawn: by whom and why, with the comments at its nodes. */
export function Over({ which, version: { state, review } }: OverProps) {
  const text = useText()
  const bilingual = useBilingual()
  const words = useLifeWords()
  const { data } = useVersion(which.playbook, which.version)
  const parsed = parsePlaybook(data?.document)
  const nodes = parsed.ok ? parsed.value.nodes : []
  const nameOf = (id: string) => {
    const node = nodes.find((each) => each.id === id)
    return node ? bilingual(node.name) : id
  }
  return (
    <section className={classes.panel}>
      <h2>{text(`version.${state}`)}</h2>
      {review && <p>{words.review(review)}</p>}
      {review?.comment && <q>{review.comment}</q>}
      {review && review.notes.length > 0 && (
        <ul className={classes.activations}>
          {review.notes.map(({ node, text: note }, at) => (
            <li key={at}>
              <strong>{nameOf(node)}</strong> <q>{note}</q>
            </li>
          ))}
        </ul>
      )}
      <p>{text('approvals.over')}</p>
    </section>
  )
}
