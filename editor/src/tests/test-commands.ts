import { useCommands } from '../commands/command.ts'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import { useTrace } from '../trace/store.ts'
import { useView } from '../workshop/view.ts'
import { useAddTest } from './add-test.ts'
import { usePainting } from './coverage-paint.ts'
import { useOpenedTest } from './opened-test.ts'

/** Traces one of the playbook's tests, and shows its way. */
export function traceTest(at: number): void {
  const test = useDocument.getState().shown?.tests[at]
  if (!test) return
  useTrace.getState().choose({ kind: 'test', at, name: test.name })
  useView.getState().show('trace')
}

/** What can be done with tests from anywhere in the workshop. */
export function useTestCommands(editable: boolean): void {
  const text = useText()
  const { blank, duplicate, remove } = useAddTest()
  const at = useOpenedTest((state) => state.at) ?? -1
  const isOpen = useDocument((state) => state.shown?.tests[at] !== undefined)
  const { painted, paint } = usePainting()
  useCommands([
    { id: 'tests.add', name: 'tests.add', group: 'check', enabled: editable, run: blank },
    {
      id: 'tests.duplicate',
      name: 'tests.duplicate',
      group: 'check',
      enabled: editable && isOpen,
      run: () => duplicate(at),
    },
    {
      id: 'tests.remove',
      name: 'tests.remove',
      group: 'check',
      enabled: editable && isOpen,
      run: () => remove(at),
    },
    { id: 'tests.trace', name: 'tests.trace', group: 'check', enabled: isOpen, run: () => traceTest(at) },
    {
      id: 'tests.paint',
      name: 'tests.paint',
      group: 'check',
      keys: ['mod+shift+E'],
      whileTyping: true,
      run: () => {
        paint(!painted)
        announce(text(painted ? 'tests.unpainted' : 'tests.painted'))
      },
    },
  ])
}
