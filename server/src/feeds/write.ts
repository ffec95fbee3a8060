import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type Day, formatDay } from '@branch-playbook/engine'
import { NEEDED_FEEDS } from './definitions.ts'
import { fileOf } from './feed.ts'

/** A value of a row; days are day numbers, amounts whole minor units, null is empty. */
type Cell = string | number | boolean | null

export interface FeedWriter {
  /** Adds a row; a column it does not name stays empty. */
  write(row: Readonly<Record<string, Cell>>): void
  close(): void
}

const FLUSH_AT = 1 << 20
const NEEDS_QUOTES = /[",\r\n]/

/** Writes feed files that `readFeeds` reads back: the columns and their order come from the definitions. */
function openFeedWriter(directory: string, name: string): FeedWriter {
  const feed = NEEDED_FEEDS.find((candidate) => candidate.name === name)
  if (!feed) throw new Error(`There is no feed ${name}.`)
  mkdirSync(directory, { recursive: true })
  const file = openSync(join(directory, fileOf(feed)), 'w')
  const columns = feed.columns.map((column) => ({ name: column.name, isDay: column.type.kind === 'day' }))
  let text = `${columns.map((column) => column.name).join(',')}\n`
  const flush = () => {
    writeSync(file, text)
    text = ''
  }
  return {
    write(row) {
      for (const [at, { name, isDay }] of columns.entries()) {
        if (at > 0) text += ','
        const cell = row[name]
        if (cell === null || cell === undefined) continue
        if (typeof cell === 'number') text += isDay ? dayText(cell) : cell
        else if (typeof cell === 'string' && NEEDS_QUOTES.test(cell))
          text += `"${cell.replaceAll('"', '""')}"`
        else text += cell
      }
      text += '\n'
      if (text.length >= FLUSH_AT) flush()
    },
    close() {
      flush()
      closeSync(file)
    },
  }
}

const dayTexts = new Map<Day, string>()

function dayText(day: Day): string {
  let text = dayTexts.get(day)
  if (text === undefined) {
    text = formatDay(day)
    dayTexts.set(day, text)
  }
  return text
}

/** Writers for all feeds, closed together. */
export function openFeedWriters(directory: string): { of(name: string): FeedWriter; close(): void } {
  const writers = new Map(NEEDED_FEEDS.map((feed) => [feed.name, openFeedWriter(directory, feed.name)]))
  return {
    of(name) {
      const writer = writers.get(name)
      if (!writer) throw new Error(`There is no feed ${name}.`)
      return writer
    },
    close: () => {
      for (const writer of writers.values()) writer.close()
    },
  }
}
