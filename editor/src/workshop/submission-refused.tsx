import { Button } from '@mantine/core'
import { refusalOf } from '../api/refusal.ts'
import { useSelection } from '../canvas/selection.ts'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import { usePlaceName } from './step-name.ts'
import classes from './versions.module.css'

interface SubmissionRefusedProps {
  readonly error: unknown
  onRetry(): void
  onLeave(): void
}

const NODE = /^\/nodes\/(\d+)(\/.*)?$/
const NUMBER = /^\d+$/

/** Why a draft cannot be submitted. Each fault of a node leads to it, to the field if there is one. */
export function SubmissionRefused({ error, onRetry, onLeave }: SubmissionRefusedProps) {
  const text = useText()
  const placeName = usePlaceName()
  const nodes = useDocument((state) => state.shown?.nodes ?? [])
  const { select } = useSelection()
  const { code, title, detail, problems } = refusalOf(error)
  if (code !== 'playbook_faulty') return <Refused error={error} onRetry={onRetry} />
  return (
    <Notice tone="problem" title={title} text={detail}>
      <ul className={classes.faults}>
        {problems.map(({ path, what, mend }, at) => {
          const [, place, field] = NODE.exec(path) ?? []
          const node = place === undefined ? undefined : nodes[Number(place)]
          const keys = path
            .split('/')
            .slice(1)
            .map((key) => (NUMBER.test(key) ? Number(key) : key))
          return (
            <li key={at}>
              {node && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => {
                    select(node.id, field)
                    onLeave()
                  }}
                >
                  {text('versions.to_node', { place: placeName(keys) })}
                </Button>
              )}
              <span>{what}</span> <small>{mend}</small>
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}
