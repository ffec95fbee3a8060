import type { Invariant, Playbook } from '@branch-playbook/engine'
import { Button, Select } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { InspectedContext } from '../inspector/context.ts'
import { BilingualField } from '../inspector/fields/text-fields.tsx'
import { useBilingual, useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import { removeClaim, resayClaim } from './edit-claims.ts'
import { useInspectedClaim } from './inspected-claim.ts'
import classes from './panel.module.css'
import { SentenceFields } from './sentence-fields.tsx'
import { newClaim, SENTENCES, sentenceOf } from './sentences.ts'
import { Verdict } from './verdict.tsx'

export interface ClaimFormProps {
  readonly playbook: Playbook
  readonly invariant: Invariant
  /** Its place among the claims. */
  readonly at: number
  readonly editable: boolean
}

/** One claim as a sentence with gaps to fill, what it is called, and whether it is so. */
export function ClaimForm({ playbook, invariant, at, editable }: ClaimFormProps) {
  const text = useText()
  const bilingual = useBilingual()
  const inspected = useInspectedClaim(playbook, at, editable)
  const sentence = sentenceOf(invariant.claim, playbook)
  const name = bilingual(invariant.name)
  return (
    <InspectedContext value={inspected}>
      <div className={classes.form} data-testid="claim-form">
        <div className={classes.formHead}>
          <Select
            size="xs"
            aria-label={text('claims.sentence')}
            value={sentence}
            disabled={!editable}
            allowDeselect={false}
            data={SENTENCES.map((each) => ({
              value: each,
              label: text(`claims.says.${each}`),
              disabled: newClaim(each, playbook) === null,
            }))}
            onChange={(next) => {
              const other = SENTENCES.find((each) => each === next)
              const claim = other && newClaim(other, playbook)
              if (claim && other !== sentence) resayClaim(at, claim, name)
            }}
          />
          {editable && (
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconTrash size={13} aria-hidden />}
              onClick={() => {
                removeClaim(at, name)
                announce(text('step.claim_removed', { name }))
              }}
            >
              {text('claims.remove')}
            </Button>
          )}
        </div>
        <SentenceFields playbook={playbook} invariant={invariant} sentence={sentence} at={at} />
        <BilingualField
          form={{ form: 'bilingual', long: false }}
          path={['name']}
          words={['name']}
          value={invariant.name}
          optional={false}
        />
        <Verdict invariant={invariant} editable={editable} />
      </div>
    </InspectedContext>
  )
}
