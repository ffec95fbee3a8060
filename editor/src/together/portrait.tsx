import type { Person } from './people.ts'
import classes from './portrait.module.css'

/** So many colours there are to tell people apart; what they are called is always said as well. */
const COLOURS = 5

/** The first letter of somebody's name, or the surname in Chinese, in a colour of his own. */
export const Portrait = ({ person: { user, name } }: { readonly person: Person }) => (
  <span
    className={classes.portrait}
    data-colour={colourOf(user)}
    // A picture, not a text: what it stands beside has a name without it.
    data-letter={[...name][0]?.toUpperCase()}
    aria-hidden
  />
)

const colourOf = (user: string): number =>
  [...user].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % COLOURS
