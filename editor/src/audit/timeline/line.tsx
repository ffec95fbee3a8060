import {
  IconArrowBackUp,
  IconCircleCheck,
  IconFlask,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
  IconSend,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../../locale/text.ts'
import { useAuditWords } from '../words.ts'
import { Details } from './details.tsx'
import type { Happening } from './happenings.ts'
import classes from './line.module.css'

interface LineProps {
  readonly playbook: string
  readonly happenings: readonly Happening[]
}

/** What happened, from top to bottom. */
export function Line({ playbook, happenings }: LineProps) {
  const text = useText()
  const { moment, day, actor } = useAuditWords()
  const title = useTitle()
  return (
    <ol className={classes.line}>
      {happenings.map((happening) => {
        const { kind, at, by, said, version } = happening
        return (
          <li key={`${at} ${kind} ${version}`} data-tone={TONES[kind]}>
            <span className={classes.mark}>{ICONS[kind]}</span>
            <div className={classes.what}>
              <h2>
                {title(happening)}
                {'of' in happening && MADE.has(kind) && (
                  <span className={classes.state}>
                    {text('timeline.now', { state: text(`version.${happening.of.state}`) })}
                  </span>
                )}
              </h2>
              <p className={classes.when}>
                <time dateTime={at}>{at.includes('T') ? moment(at) : day(at)}</time>
                {by.length > 0 && <> · {by.map(actor).join(', ')}</>}
              </p>
              {said && <blockquote>{said}</blockquote>}
              <Details playbook={playbook} happening={happening} />
            </div>
          </li>
        )
      })}
    </ol>
  )
}

/** With these a version begins. */
const MADE: ReadonlySet<Happening['kind']> = new Set(['submitted', 'shipped'])

function useTitle(): (happening: Happening) => string {
  const text = useText()
  const { day, where } = useAuditWords()
  return (happening) => {
    const { kind } = happening
    switch (kind) {
      case 'drafted':
      case 'discarded':
        return text(`timeline.${kind}`, { count: happening.count })
      case 'activated':
      case 'activation_withdrawn':
      case 'came_into_force': {
        const { from, branches } = happening.activation
        return text(`timeline.${kind}`, {
          version: happening.version,
          from: day(from),
          where: where(branches),
        })
      }
      case 'experiment_started':
      case 'experiment_changed':
      case 'experiment_ended': {
        const { share, experiment, version } = happening
        return text(`timeline.${kind}`, {
          name: experiment.name,
          version,
          share: share.share,
          from: day(share.from),
          where: where(experiment.branches),
        })
      }
      case 'overlay_approved':
      case 'overlay_withdrawn':
      case 'overlay_ended': {
        const { branch, validFrom } = happening.overlay
        return text(`timeline.${kind}`, { where: where([branch]), from: validFrom ? day(validFrom) : '' })
      }
      default:
        return text(`timeline.${kind}`, { version: happening.version })
    }
  }
}

const draft = <IconPencil size={15} aria-hidden />
const good = <IconCircleCheck size={15} aria-hidden />
const back = <IconArrowBackUp size={15} aria-hidden />
const begins = <IconPlayerPlay size={15} aria-hidden />
const ends = <IconPlayerStop size={15} aria-hidden />
const experiment = <IconFlask size={15} aria-hidden />

const ICONS: Readonly<Record<Happening['kind'], ReactNode>> = {
  drafted: draft,
  discarded: draft,
  submitted: <IconSend size={15} aria-hidden />,
  shipped: <IconSend size={15} aria-hidden />,
  approved: good,
  sent_back: back,
  withdrawn: back,
  activated: begins,
  activation_withdrawn: back,
  came_into_force: begins,
  retired: ends,
  overlay_approved: good,
  overlay_withdrawn: back,
  overlay_ended: ends,
  experiment_started: experiment,
  experiment_changed: experiment,
  experiment_ended: experiment,
}

const TONES: Readonly<Record<Happening['kind'], 'plain' | 'good' | 'back' | 'faint'>> = {
  drafted: 'faint',
  discarded: 'faint',
  submitted: 'plain',
  shipped: 'plain',
  approved: 'good',
  sent_back: 'back',
  withdrawn: 'back',
  activated: 'good',
  activation_withdrawn: 'back',
  came_into_force: 'good',
  retired: 'faint',
  overlay_approved: 'good',
  overlay_withdrawn: 'back',
  overlay_ended: 'faint',
  experiment_started: 'plain',
  experiment_changed: 'plain',
  experiment_ended: 'faint',
}
