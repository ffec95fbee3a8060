import { decode, formatDay, type Maybe, type Playbook, type ValueType } from '@branch-playbook/engine'
import { createContext, useContext, useMemo } from 'react'
import { useCurrency } from '../api/bank.ts'
import { useBranchName } from '../branch/branch-name.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import type { Condition, Pick } from '../simulation/pick.ts'

/** What figures, their values and picks are called, by the playbook of which the figures are. */
export function useWordsOf(playbook: Playbook): Words {
  const text = useText()
  const bilingual = useBilingual()
  const branchName = useBranchName()
  const { number, money, percent } = useFormats(useCurrency())
  const { named, nameOf, valueName } = useNames(playbook)
  return useMemo(() => {
    const nodes = new Map(playbook.nodes.map((node) => [node.id, node]))
    /** A value of a class: a strategy and the source of a contact have names of their own. */
    const classValue = (figure: string, value: string | null): string => {
      if (value === null) return text('whatif.none')
      const node = nodes.get(figure)
      const strategy = node?.kind === 'matrix' ? node.strategies.find(({ id }) => id === value) : undefined
      if (strategy) return bilingual(strategy.name)
      const source = figure.includes('.') ? nodes.get(value) : undefined
      return source ? bilingual(source.name) : valueName(value)
    }
    const typed = (type: ValueType | undefined, value: number): string => {
      if (type && decode(type, value) === null) return text('whatif.missing')
      switch (type?.kind) {
        case 'money':
          return money(value)
        case 'percent':
          return percent(value)
        case 'date':
          return formatDay(value)
        default:
          return number(value)
      }
    }
    const figureWords = (figure: string, value: Maybe): string => {
      if (typeof value === 'string') return classValue(figure, value)
      if (typeof value === 'boolean') return valueName(String(value))
      if (value !== null) return typed(named.get(figure)?.type, value)
      return named.get(figure)?.type.kind === 'class' ? text('whatif.none') : text('whatif.missing')
    }
    const branchOf = (branch: string | null): string =>
      branch === null ? text('whatif.no_adviser') : branchName(branch)
    const ofOne = (condition: Condition): string => {
      switch (condition.by) {
        case 'branch':
          return branchOf(condition.branch)
        case 'place':
          return text(`whatif.place.${condition.place}`)
        case 'value':
          return text('whatif.pick.value', {
            figure: nameOf(condition.figure),
            value: figureWords(condition.figure, condition.is),
          })
        case 'range':
          return text(condition.orEqual ? 'whatif.pick.range_to' : 'whatif.pick.range', {
            figure: nameOf(condition.figure),
            from: figureWords(condition.figure, condition.from),
            to: figureWords(condition.figure, condition.to),
          })
      }
    }
    const ofPick = (pick: Pick): string => partsOf(pick).map(wordsOf).join(' · ')
    const wordsOf = ([first, second]: Part): string => {
      if (first.by === 'value' && second?.by === 'value')
        return text('whatif.pick.move', {
          figure: nameOf(first.figure),
          from: figureWords(first.figure, first.is),
          to: figureWords(second.figure, second.is),
        })
      if (first.by === 'place' && second?.by === 'place')
        return text(second.place === 'listed' ? 'whatif.pick.gained' : 'whatif.pick.lost')
      const words = ofOne(first)
      return first.by !== 'branch' && first.side === 'before' ? text('whatif.pick.before', { words }) : words
    }
    return { classValue, figureWords, branchOf, nameOf, ofPick }
  }, [text, bilingual, playbook, branchName, number, money, percent, named, nameOf, valueName])
}

interface Words {
  /** A fact, a node or a part of one. */
  nameOf(figure: string): string
  /** A value of a class; null is to have none. */
  classValue(figure: string, value: string | null): string
  figureWords(figure: string, value: Maybe): string
  branchOf(branch: string | null): string
  ofPick(pick: Pick): string
}

/** Every number of the panel has words; they are made once for all of them. */
export const WordsOfPanel = createContext<Words | null>(null)

export function useWords(): Words {
  const words = useContext(WordsOfPanel)
  if (!words) throw new Error('Words are asked for outside of the panel')
  return words
}

/** What is told in one phrase: a condition, or the two sides of a move. */
type Part = readonly [Condition, Condition?]

function partsOf(pick: Pick): Part[] {
  const parts: Part[] = []
  for (const condition of pick) {
    const last = parts.at(-1)
    if (last && last.length === 1 && areSides(last[0], condition)) parts.splice(-1, 1, [last[0], condition])
    else parts.push([condition])
  }
  return parts
}

function areSides(one: Condition, other: Condition): boolean {
  if (one.by === 'branch' || other.by === 'branch' || one.side === other.side) return false
  if (one.by === 'value' && other.by === 'value') return one.figure === other.figure
  return one.by === 'place' && other.by === 'place'
}
