import type { Figure, PlaybookTest } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useBank } from '../api/bank.ts'
import type { StepName } from '../document/history.ts'
import { useDocument } from '../document/store.ts'
import { type TextKey, useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import type { Case } from '../trace/tracing.ts'
import { useView } from '../workshop/view.ts'
import { blankTest, expectedNow, freeName, testOf } from './new-test.ts'
import { useOpenedTest } from './opened-test.ts'

/** Adds, doubles and removes tests, each as one step that can be undone, and shows what it added. */
export function useAddTest() {
  const text = useText()
  const { data: bank } = useBank()
  const day = bank?.day ?? '2026-01-01'
  return useMemo(() => {
    const state = useDocument.getState
    const put = (tests: readonly PlaybookTest[], name: StepName, at: number | null) => {
      state().changeAll([{ path: ['tests'], value: tests }], name)
      useOpenedTest.getState().open(at)
      useView.getState().show('tests')
      announce(text(name.text, name.values))
    }
    const add = (test: PlaybookTest, key: TextKey) => {
      const { tests = [] } = state().shown ?? {}
      put([...tests, test], { text: key, values: { name: test.name } }, tests.length)
    }
    return {
      blank() {
        const playbook = state().shown
        if (playbook)
          add(blankTest(playbook, day, freeName(playbook.tests, text('tests.new'))), 'step.test_added')
      },
      /** Of whoever is traced. With his figures it expects what is decided now; with null, nothing yet. */
      testOfCase(
        found: Case,
        figures: ReadonlyMap<string, Figure> | null,
        expect: PlaybookTest['expect'] = {},
      ) {
        const playbook = state().shown
        if (!playbook) return
        const name = freeName(playbook.tests, text('tests.of_customer', { day: found.asOf }))
        add(
          testOf(playbook, found, name, figures ? expectedNow(playbook, figures) : expect),
          'step.test_added',
        )
      },
      duplicate(at: number) {
        const { tests = [] } = state().shown ?? {}
        const test = tests[at]
        if (!test) return
        const copy = { ...test, name: freeName(tests, test.name) }
        const values = { name: test.name }
        put(tests.toSpliced(at + 1, 0, copy), { text: 'step.test_doubled', values }, at + 1)
      },
      remove(at: number) {
        const { tests = [] } = state().shown ?? {}
        const test = tests[at]
        if (!test) return
        const left = tests.toSpliced(at, 1)
        const next = left.length === 0 ? null : Math.min(at, left.length - 1)
        put(left, { text: 'step.test_removed', values: { name: test.name } }, next)
      },
    }
  }, [text, day])
}
