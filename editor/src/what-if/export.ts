import type { Maybe } from '@branch-playbook/engine'
import { useState } from 'react'
import { useBank, useCurrency } from '../api/bank.ts'
import { fetchNames, MOST_NAMED, type NamedCustomer } from '../api/snapshot-customers.ts'
import { useBranchName } from '../branch/branch-name.ts'
import { minorDigits } from '../locale/format.ts'
import { useLocalName, useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { asCsv, type Cell, csvText } from '../shell/csv.ts'
import { saveAsFile } from '../shell/save-as-file.ts'
import type { CustomersQuestion, PickedCustomer } from '../simulation/questions/customers.ts'
import { useSimulation } from '../simulation/store.ts'
import { placeWords } from './customer-table.tsx'
import { useWords } from './words.ts'

/** More than this nobody reads line by line; who needs all of them takes the columns. */
const MOST_EXPORTED = 5_000

interface Asked extends Pick<CustomersQuestion, 'pick' | 'figures' | 'order'> {
  /** What was picked: it becomes the name of the file. */
  readonly words: string
}

/** Gives those who are picked as a CSV file. Their names come in pages, each of which is in the log. */
export function useExport({ words, ...question }: Asked) {
  const text = useText()
  const { data: bank } = useBank()
  const once = useSimulation((state) => state.once)
  const line = useLine()
  const { nameOf } = useWords()
  const [running, setRunning] = useState<{ readonly stop: AbortController; done: number; of: number } | null>(
    null,
  )
  const [cut, setCut] = useState<number | null>(null)
  const [failure, setFailure] = useState<Error | null>(null)

  const write = async (hash: string, stop: AbortController) => {
    const answer = await once({ ask: 'customers', ...question, from: 0, most: MOST_EXPORTED })
    if (answer?.ask !== 'customers') return
    const { count, customers } = answer.found
    const lines: Cell[][] = []
    for (let from = 0; from < customers.length; from += MOST_NAMED) {
      const page = customers.slice(from, from + MOST_NAMED)
      setRunning({ stop, done: from, of: customers.length })
      const found = await fetchNames(
        hash,
        page.map(({ row }) => row),
      )
      if (stop.signal.aborted) return
      const names = new Map(found.map((each) => [each.row, each]))
      lines.push(...page.map((customer) => line(customer, names.get(customer.row), question.figures)))
    }
    const head = [
      ...(['number', 'customer', 'branch', 'adviser'] as const).map((each) => text(`whatif.csv.${each}`)),
      ...question.figures.flatMap((figure) => bothSides(nameOf(figure))),
      ...bothSides(text('whatif.lists')),
    ]
    setCut(count > customers.length ? customers.length : null)
    saveAsFile(`${words}.csv`, asCsv(csvText([head, ...lines])))
  }
  const bothSides = (name: string) => [
    text('whatif.csv.before', { name }),
    text('whatif.csv.after', { name }),
  ]

  const start = async () => {
    if (!bank || running) return
    const stop = new AbortController()
    setFailure(null)
    setCut(null)
    setRunning({ stop, done: 0, of: 0 })
    try {
      await write(bank.snapshot.hash, stop)
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)))
    }
    setRunning(null)
  }
  return {
    start: () => void start(),
    stop() {
      running?.stop.abort()
      setRunning(null)
    },
    /** How many are named so far; null while nothing is exported. */
    done: running?.done ?? null,
    of: running?.of ?? 0,
    /** To how many the file was cut, when it was. */
    cut,
    failure,
  }
}

/** One customer as a line of the file. */
function useLine() {
  const text = useText()
  const localName = useLocalName()
  const branchName = useBranchName()
  const { figureWords } = useWords()
  const { named } = useNames()
  const minor = 10 ** minorDigits(useCurrency())
  /** A number as a spreadsheet calculates with it; anything else as people read it. */
  const cellOf = (figure: string, value: Maybe): Cell => {
    const kind = named.get(figure)?.type.kind
    if (value === null) return ''
    if (typeof value !== 'number' || kind === 'date') return figureWords(figure, value)
    return kind === 'money' ? value / minor : value
  }
  return (
    { listing, figures: values }: PickedCustomer,
    who: NamedCustomer | undefined,
    figures: readonly string[],
  ): Cell[] => [
    who?.id ?? '',
    who?.name ?? text('whatif.unnamed'),
    who ? branchName(who.branch) : '',
    who?.adviser ? localName(who.adviser) : '',
    ...figures.flatMap((figure, at) => {
      const { before = null, after = null } = values[at] ?? {}
      return [cellOf(figure, before), cellOf(figure, after)]
    }),
    placeWords(listing.before, text),
    placeWords(listing.after, text),
  ]
}
