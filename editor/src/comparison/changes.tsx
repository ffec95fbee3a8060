import { Button } from '@mantine/core'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import classes from './comparison.module.css'
import type { Changed, Compared, Difference } from './differences.ts'
import { MARK_ICONS } from './marks.ts'
import { partName } from './part-name.ts'

interface ChangesProps {
  readonly compared: Compared
  readonly names: readonly [before: string, after: string]
  readonly selected: string | null
  onSelect(key: string | null): void
}

/** What differs, in words: of the node that is chosen, else of everything. */
export function Changes({ compared, names, selected, onSelect }: ChangesProps) {
  const text = useText()
  const { changes } = compared
  const shown = selected === null ? changes : changes.filter(({ node }) => node === selected)
  if (changes.length === 0)
    return <Notice tone="plain" title={text('compare.same')} text={text('compare.same_what')} />
  return (
    <>
      {selected !== null && (
        <Button size="compact-xs" variant="default" onClick={() => onSelect(null)}>
          {text('compare.all')}
        </Button>
      )}
      {shown.length === 0 && <p className={classes.untouched}>{text('compare.untouched')}</p>}
      {shown.map((changed) => (
        <Group
          key={`${changed.part} ${changed.node ?? ''}`}
          changed={changed}
          names={names}
          onSelect={selected === null ? onSelect : undefined}
        />
      ))}
    </>
  )
}

interface GroupProps {
  readonly changed: Changed
  readonly names: readonly [before: string, after: string]
  readonly onSelect: ((key: string) => void) | undefined
}

function Group({ changed, names, onSelect }: GroupProps) {
  const text = useText()
  const { node, part, title, mark, differences } = changed
  const Icon = MARK_ICONS[mark]
  const name = node === null ? text(`compare.part.${partName(part)}`) : title
  return (
    <section className={classes.group} data-mark={mark}>
      <h3>
        <Icon size={15} stroke={2} aria-hidden />
        {node !== null && onSelect ? (
          <button type="button" onClick={() => onSelect(node)}>
            {name}
          </button>
        ) : (
          name
        )}
        {node !== null && <span className={classes.mark}>{text(`compare.mark.${mark}`)}</span>}
        <span className={classes.count}>{text('compare.count', { count: differences.length })}</span>
      </h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{text('compare.where')}</th>
            <th scope="col">{names[0]}</th>
            <th scope="col">{names[1]}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference, at) => (
            <Row key={at} difference={difference} withThing={node === null} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ difference, withThing }: { readonly difference: Difference; readonly withThing: boolean }) {
  const text = useText()
  const { kind, thing, place, before, after } = difference
  const where = [...(withThing ? [thing] : []), ...(place === '' ? [] : [place])]
  const whole = text(kind === 'renamed' ? 'compare.name' : 'compare.whole')
  return (
    <tr data-kind={kind}>
      <th scope="row">{where.length === 0 ? whole : where.join(' › ')}</th>
      <td>
        {kind === 'added' ? (
          <span className={classes.nothing}>–</span>
        ) : (
          <del>{before ?? text('compare.there')}</del>
        )}
      </td>
      <td>
        {kind === 'removed' ? (
          <span className={classes.nothing}>{text('compare.gone')}</span>
        ) : (
          <ins>{after ?? text('compare.new')}</ins>
        )}
      </td>
    </tr>
  )
}
