import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import type { Run } from '../../api/runs.ts'
import { useText } from '../../locale/text.ts'

/** Which versions decided a run, as a phrase. */
export function useRulesInWords(): (run: Pick<Run, 'rules' | 'playbook'>) => string {
  const text = useText()
  const intl = useIntl()
  return useMemo(
    () =>
      ({ rules, playbook }) => {
        if (!rules) return text('runs.version', { playbook: playbook.id, version: playbook.version })
        const versions = rules.versions.map(({ playbook, version, branches }) =>
          text(branches === null ? 'runs.version' : 'runs.version_in', {
            playbook,
            version,
            branches: (branches ?? []).join(', '),
          }),
        )
        const challengers = rules.experiments.map(({ playbook, challenger }) =>
          text('runs.challenger', { playbook, version: challenger }),
        )
        return intl.formatList([...versions, ...challengers], { type: 'conjunction', style: 'narrow' })
      },
    [text, intl],
  )
}
