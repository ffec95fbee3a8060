import { Button } from '@mantine/core'
import { useState } from 'react'
import { useCurrency } from '../api/bank.ts'
import { type BranchOverlays, type Overlay, type Parameter, useVerdict } from '../api/overlays.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Confirm } from '../shell/confirm.tsx'
import { OverlayState } from './overlay-state.tsx'
import classes from './overlays.module.css'
import { useParameterNumber } from './parameter-words.ts'
import { Verdicts } from './verdicts.tsx'

/** All that the branch handed in, what was saved last first, with what became of it. */
export function History({
  branch: { overlays, parameters },
  editable,
}: {
  readonly branch: BranchOverlays
  readonly editable: boolean
}) {
  const text = useText()
  const past = overlays.filter(({ state }) => state !== 'draft')
  if (past.length === 0) return null
  return (
    <section className={classes.history} aria-labelledby="overlay-history">
      <h2 id="overlay-history">{text('overlay.history')}</h2>
      <ul>
        {past.map((overlay) => (
          <Entry key={overlay.id} overlay={overlay} parameters={parameters} editable={editable} />
        ))}
      </ul>
    </section>
  )
}

interface EntryProps {
  readonly overlay: Overlay
  readonly parameters: readonly Parameter[]
  readonly editable: boolean
}

function Entry({ overlay, parameters, editable }: EntryProps) {
  const text = useText()
  const values = useValueWords(parameters)
  const { day } = useFormats(useCurrency())
  const [asked, setAsked] = useState(false)
  const verdict = useVerdict(overlay)
  const { state, note, validFrom, problems } = overlay
  const mayWithdraw = editable && (state === 'submitted' || state === 'scheduled')
  return (
    <li className={classes.overlay}>
      <div className={classes.head}>
        <strong>{values(overlay)}</strong>
        <OverlayState state={state} />
        {validFrom !== null && <span>{text('overlay.since', { day: day(validFrom) })}</span>}
        {mayWithdraw && (
          <Button size="compact-xs" variant="default" onClick={() => setAsked(true)}>
            {text('overlay.withdraw')}
          </Button>
        )}
      </div>
      {note !== '' && <p>{note}</p>}
      {state === 'obsolete' && <p>{text('overlay.obsolete_what')}</p>}
      {problems.map(({ path, what }) => (
        <p key={path}>{what}</p>
      ))}
      <small>
        <Verdicts overlay={overlay} />
      </small>
      <Confirm
        opened={asked}
        title={text('overlay.withdraw')}
        what={<p>{text('overlay.withdraw_what')}</p>}
        reason={text('overlay.reason')}
        action={text('overlay.withdraw')}
        pending={verdict.isPending}
        error={verdict.error}
        onConfirm={(comment) =>
          verdict.mutate({ what: 'withdrawal', comment }, { onSuccess: () => setAsked(false) })
        }
        onClose={() => setAsked(false)}
      />
    </li>
  )
}

/** The numbers of a set in a line. */
function useValueWords(parameters: readonly Parameter[]): (overlay: Pick<Overlay, 'values'>) => string {
  const text = useText()
  const bilingual = useBilingual()
  const number = useParameterNumber()
  return ({ values }) => {
    const words = Object.entries(values).map(([id, value]) => {
      const parameter = parameters.find((each) => each.id === id)
      if (!parameter) return `${id} ${value}`
      return text('overlay.value', { name: bilingual(parameter.name), value: number(parameter, value) })
    })
    return words.length === 0 ? text('overlay.as_head_office') : words.join(text('life.comma'))
  }
}
