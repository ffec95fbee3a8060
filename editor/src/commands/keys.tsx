import classes from './commands.module.css'
import { keyCaps } from './key-caps.ts'

/** A way to press a command, as the keys are written on a keyboard. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <kbd className={classes.keys}>
      {keyCaps(keys).map((cap) => (
        <span key={cap}>{cap}</span>
      ))}
    </kbd>
  )
}
