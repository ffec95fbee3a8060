import { useText } from '../locale/text.ts'
import classes from './editing-mark.module.css'
import { useOthersAt } from './people.ts'
import { Portrait } from './portrait.tsx'
import { usePeopleWords } from './words.ts'

interface EditingMarkProps {
  readonly node: string
  /** Whether it is said elsewhere what it shows. */
  readonly silent?: boolean
}

/** Who else has the form of a node open, as a mark beside its name. */
export function EditingMark({ node, silent = false }: EditingMarkProps) {
  const text = useText()
  const here = useOthersAt(node)
  const { names } = usePeopleWords()
  if (here.length === 0) return null
  const words = text('together.at_node', { names: names(here), count: here.length })
  return (
    <span className={classes.mark} title={words}>
      {here.map((person) => (
        <Portrait key={person.tab} person={person} />
      ))}
      {!silent && <span className="spoken">{words}</span>}
    </span>
  )
}

/** The same above the form of the node, in words. */
export function EditingLine({ node }: { readonly node: string }) {
  const text = useText()
  const here = useOthersAt(node)
  const { names } = usePeopleWords()
  return (
    <div role="status">
      {here.length > 0 && (
        <p className={classes.line}>
          {here.map((person) => (
            <Portrait key={person.tab} person={person} />
          ))}
          {text('together.at_node', { names: names(here), count: here.length })}
        </p>
      )}
    </div>
  )
}
