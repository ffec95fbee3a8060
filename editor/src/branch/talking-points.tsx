import type { Action } from '../api/branches.ts'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import classes from './talking-points.module.css'

/** What one can say, in the language of the page; nothing where nothing is given to say. */
export function TalkingPoints({ talkingPoints }: Pick<Action, 'talkingPoints'>) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const points = talkingPoints[locale]
  if (points.length === 0) return null
  return (
    <section>
      <h3>{text('action.talking_points')}</h3>
      <ol className={classes.points}>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ol>
    </section>
  )
}
