import { Button, Loader, Progress } from '@mantine/core'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { useSimulation } from '../simulation/store.ts'
import classes from './state.module.css'
import { useWords } from './words.ts'

/** Whether the figures are of an older edit, since the playbook as it stands cannot decide anybody. */
export function useStale(): boolean {
  const invalid = useSimulation((state) => state.invalid)
  const decidable = useDocument((state) => state.reading.plan !== null)
  return invalid || !decidable
}

/** What stands between the edits and their figures, a line for each thing, with what to do about it. */
export function State() {
  const text = useText()
  const { nameOf } = useWords()
  const decided = useSimulation((state) => state.comparison !== null)
  const unknown = useSimulation((state) => state.comparison?.unknownFacts.join(' ') ?? '')
  const failure = useSimulation((state) => state.failure)
  const progress = useSimulation((state) => state.progress)
  const stopped = useSimulation((state) => state.stopped)
  const { stop, resume } = useSimulation.getState()
  const stale = useStale()
  const unknownFacts = unknown.split(' ').filter((name) => name !== '')
  return (
    <div>
      {failure !== null && (
        <div className={classes.line} data-tone="problem" role="alert">
          <strong>{text('whatif.failed')}</strong> <span>{failure}</span>
          <Button size="compact-xs" variant="default" onClick={resume}>
            {text('whatif.again')}
          </Button>
        </div>
      )}
      {stale && (
        <div className={classes.line} data-tone="caution" role="alert">
          <strong>{text('whatif.invalid')}</strong>
          <span>{text(decided ? 'whatif.invalid_what' : 'whatif.invalid_none')}</span>
        </div>
      )}
      {unknownFacts.length > 0 && (
        <div className={classes.line} data-tone="caution" role="status">
          <strong>{text('whatif.unknown_facts', { count: unknownFacts.length })}</strong>
          <span>{unknownFacts.map(nameOf).join(text('whatif.comma'))}</span>
        </div>
      )}
      {stopped && (
        <div className={classes.line} data-tone="plain" role="status">
          <strong>{text('whatif.stopped')}</strong>
          <Button size="compact-xs" variant="default" onClick={resume}>
            {text('whatif.resume')}
          </Button>
        </div>
      )}
      {progress && (
        <div className={classes.line} data-tone="plain" role="status" data-testid="progress">
          <span>{text('whatif.progress', { fetched: progress.fetched, of: progress.of })}</span>
          <Progress
            className={classes.progress ?? ''}
            value={(progress.fetched / progress.of) * 100}
            aria-label={text('whatif.progress', { fetched: progress.fetched, of: progress.of })}
          />
          <Button size="compact-xs" variant="default" onClick={stop}>
            {text('whatif.stop')}
          </Button>
        </div>
      )}
      {!decided && !progress && failure === null && !stale && !stopped && <Loader size="sm" m="md" />}
    </div>
  )
}
