import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useBilingual, useText } from '../locale/text.ts'
import { useScrutiny } from '../scrutiny/store.ts'
import type { PanelProps } from '../workshop/panels.ts'
import { useAddClaim } from './claim-commands.ts'
import { ClaimForm } from './claim-form.tsx'
import { useOpenedClaim } from './edit-claims.ts'
import classes from './panel.module.css'
import { newClaim, SENTENCES } from './sentences.ts'

/** What the bank claims of everybody there could be: written as sentences, proven or refuted after each edit. */
export function ClaimsPanel({ playbook, editable }: PanelProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { id, open } = useOpenedClaim()
  const add = useAddClaim()
  const judged = useScrutiny((state) => state.claims)
  const { invariants = [] } = playbook
  const at = invariants.findIndex((each) => each.id === id)
  const opened = invariants[at]
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [id])
  return (
    <section className={classes.panel} aria-label={text('claims.title')} data-testid="claims-panel">
      <div className={classes.left}>
        {editable && (
          <Menu position="top-start" withinPortal>
            <Menu.Target>
              <Button size="compact-xs" variant="light" leftSection={<IconPlus size={13} aria-hidden />}>
                {text('claims.add')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {SENTENCES.map((each) => (
                <Menu.Item key={each} disabled={newClaim(each, playbook) === null} onClick={() => add(each)}>
                  {text(`claims.says.${each}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <ul ref={list} aria-label={text('claims.title')}>
          {invariants.map((each) => {
            const status = judged.get(each.id)?.status ?? 'pending'
            return (
              <li key={each.id}>
                <button
                  type="button"
                  aria-current={each.id === id || undefined}
                  data-status={status}
                  onClick={() => open(each.id)}
                >
                  <em>{text(`claims.${status}`)}</em>
                  <span>{bilingual(each.name)}</span>
                </button>
              </li>
            )
          })}
        </ul>
      </div>
      <div className={classes.right}>
        {opened ? (
          <ClaimForm key={opened.id} playbook={playbook} invariant={opened} at={at} editable={editable} />
        ) : (
          <p className={classes.empty}>{text('claims.what')}</p>
        )}
      </div>
    </section>
  )
}
