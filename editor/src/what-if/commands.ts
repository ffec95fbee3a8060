import { useCommands } from '../commands/command.ts'
import { useSimulation } from '../simulation/store.ts'
import { useView } from '../workshop/view.ts'
import { useWhatIfView, VIEWS } from './view.ts'

/** What can be done with the what-if, from anywhere in the workshop. */
export function useWhatIfCommands(): void {
  const { show: showPanel } = useView.getState()
  const { show, choose } = useWhatIfView.getState()
  const against = useWhatIfView((state) => state.against)
  const isFetching = useSimulation((state) => state.progress !== null)
  const mayResume = useSimulation((state) => state.stopped || state.failure !== null)
  const { stop, resume } = useSimulation.getState()
  useCommands([
    ...VIEWS.map((view) => ({
      id: `whatif.view.${view}`,
      name: `whatif.open.${view}` as const,
      group: 'view' as const,
      run() {
        showPanel('whatif')
        show(view)
      },
    })),
    {
      id: 'whatif.against',
      name: against === 'opened' ? 'whatif.against_in_force' : 'whatif.against_opened',
      group: 'check',
      run: () => choose({ against: against === 'opened' ? 'in_force' : 'opened' }),
    },
    {
      id: 'whatif.stop',
      name: 'whatif.stop_fetching',
      group: 'check',
      enabled: isFetching,
      run: stop,
    },
    { id: 'whatif.resume', name: 'whatif.resume_fetching', group: 'check', enabled: mayResume, run: resume },
  ])
}
