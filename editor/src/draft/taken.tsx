import type { Merged } from '@branch-playbook/engine'
import { useText } from '../locale/text.ts'
import classes from './conflict.module.css'
import type { Editions } from './merge.ts'
import { useUnitName } from './unit-name.ts'

interface TakenProps {
  readonly taken: Extract<Merged, { ok: true }>['taken']
  readonly editions: Editions
  readonly author: string
}

/** What is taken from whom when two edits are put together. */
export function Taken({ taken, editions, author }: TakenProps) {
  const text = useText()
  const nameOf = useUnitName(editions)
  const sides = [
    { title: text('merge.from_me'), paths: taken.mine },
    { title: text('merge.from', { author }), paths: taken.theirs },
  ]
  return (
    <div className={classes.taken} data-testid="taken">
      {sides.map(({ title, paths }) => (
        <section key={title}>
          <h3>{title}</h3>
          {paths.length === 0 ? (
            <p>{text('merge.nothing')}</p>
          ) : (
            <ul>
              {paths.map((path) => (
                <li key={path}>{nameOf(path)}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  )
}
