import type { Collision } from '@branch-playbook/engine'
import { Radio } from '@mantine/core'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import classes from './conflict.module.css'
import { type Choices, changedAt, type Editions, type Side } from './merge.ts'
import { useUnitName } from './unit-name.ts'

interface CollisionsProps {
  readonly collisions: readonly Collision[]
  readonly editions: Editions
  readonly author: string
  readonly choices: Choices
  onChoose(path: string, side: Side): void
}

/** The places that both changed, and not alike: whose is taken is chosen one by one. */
export function Collisions({ collisions, editions, author, choices, onChoose }: CollisionsProps) {
  const text = useText()
  const nameOf = useUnitName(editions)
  return (
    <div className={classes.collisions}>
      <p>{text('merge.collide', { count: collisions.length })}</p>
      {collisions.map(({ path }) => (
        <Radio.Group
          key={path}
          label={nameOf(path)}
          value={choices.get(path) ?? null}
          onChange={(side) => onChoose(path, side === 'mine' ? 'mine' : 'theirs')}
        >
          <div className={classes.sides}>
            {(['mine', 'theirs'] as const).map((side) => (
              <div key={side}>
                <Radio
                  size="xs"
                  value={side}
                  label={side === 'mine' ? text('merge.mine') : text('merge.theirs', { author })}
                />
                <Differences path={path} base={editions.base} edited={editions[side]} />
              </div>
            ))}
          </div>
        </Radio.Group>
      ))}
    </div>
  )
}

interface DifferencesProps {
  readonly path: string
  readonly base: unknown
  readonly edited: unknown
}

function Differences({ path, base, edited }: DifferencesProps) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const differences = changedAt(path, base, edited, locale).flatMap((changed) => changed.differences)
  if (differences.length === 0) return <p>{text('merge.placed')}</p>
  return (
    <ul>
      {differences.map(({ place, before, after, kind }, at) => (
        <li key={at}>
          {text('merge.difference', {
            place: place === '' ? text('compare.whole') : place,
            before: before ?? text(kind === 'added' ? 'merge.not_there' : 'compare.there'),
            after: after ?? text(kind === 'removed' ? 'compare.gone' : 'compare.new'),
          })}
        </li>
      ))}
    </ul>
  )
}
