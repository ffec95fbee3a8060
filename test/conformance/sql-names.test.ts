import type { Figures, Plan } from '@branch-playbook/engine'
import { planQuery } from '@branch-playbook/engine/sql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabases } from './databases/agree.ts'
import type { Database } from './databases/database.ts'
import {
  agreed,
  COUNT,
  of,
  PERCENT,
  planWith,
  RUN,
  type Step,
  test,
  text,
  value,
} from './databases/hand-written.ts'

let databases: readonly Database[] = []
beforeAll(async () => {
  databases = await openDatabases()
})
afterAll(() => Promise.all(databases.map((database) => database.close())))

describe('names', () => {
  const HOSTILE = [
    `it's`,
    `"; drop table customers; --`,
    `\\'; select pg_sleep(9); --`,
    '$1',
    '%s',
    '/* */',
    '人民币；“甲”',
    '𠮷😀',
    '\u00c9',
    'E\u0301',
    'ß',
    'SS',
    ' a',
    'a',
    'A',
  ]
  const CLASS = { kind: 'class', values: HOSTILE } as const

  /** A parsed playbook has tamer names: what is tested is that the query does not rely on it. */
  function hostile(): { planned: Plan; rows: Figures[] } {
    const base = planWith({})
    const label = text('x')
    const facts = HOSTILE.map(
      (name) => ({ name, label, type: 'class', missing: 'possible', values: HOSTILE }) as const,
    )
    const steps = HOSTILE.map(
      (name, at): Step => ({
        name: `${name}.step`,
        node: name,
        type: CLASS,
        output: true,
        expression: {
          op: 'choose',
          rules: [
            {
              when: test(of(name), 'equal', value(HOSTILE[at] ?? '')),
              take: value(HOSTILE.at(-1 - at) ?? ''),
            },
          ],
          otherwise: of(name),
        },
      }),
    )
    const types = new Map(
      [...facts.map(({ name }) => name), ...steps.map(({ name }) => name)].map((name) => [name, CLASS]),
    )
    const planned = { ...base, playbook: { ...base.playbook, facts }, steps, outputs: steps, types }
    const rows = HOSTILE.map((_, row) =>
      HOSTILE.map((name, at) => [name, HOSTILE[(row + at) % HOSTILE.length] ?? null] as const),
    )
    return { planned, rows: rows.map((row) => new Map(row)) }
  }

  it('of classes, facts and steps are never read as SQL, and alike texts are told apart', async () => {
    const { planned, rows } = hostile()
    // DuckDB has no columns whose names differ in case only, or in how their letters are composed.
    const sameName = (name: string): string => name.normalize().toLowerCase()
    const distinct = [...new Map(HOSTILE.map((name) => [sameName(name), name])).values()]
    const steps = planned.steps.filter(({ node }) => distinct.includes(node))
    const facts = planned.playbook.facts.filter(({ name }) => distinct.includes(name))
    await agreed(
      databases,
      { ...planned, playbook: { ...planned.playbook, facts }, steps, outputs: steps },
      rows,
    )
  })

  it('of classes are parameters: none of their text stands in the query', () => {
    for (const dialect of ['duckdb', 'postgres'] as const) {
      const { planned } = hostile()
      const made = planQuery(planned, RUN, { dialect, table: ['t'], keep: [] })
      const query = made.ok ? made.query : expect.fail('There is no query')
      const unquoted = query.sql.replaceAll(/"(?:[^"]|"")*"/g, '')
      expect(unquoted.replaceAll(/'(?:[0-9eE.,+\-[\]{}]|1970-01-01)*'/g, '')).toMatch(
        /^[a-z0-9$\s(),:<>=+*/[\]-]*$/,
      )
      expect(query.parameters).toEqual(expect.arrayContaining(HOSTILE))
    }
  })
})

describe('the result', () => {
  it('names a step in full where the database keeps such a name, and never two columns alike', () => {
    const long = 'a'.repeat(64)
    const planned = planWith({
      [`${long}.x`]: [COUNT, of('n')],
      [`${long}.y`]: [COUNT, of('n')],
      id: [COUNT, of('n')],
    })
    const labels = (dialect: 'duckdb' | 'postgres') => {
      const made = planQuery(planned, RUN, { dialect, table: ['t'], keep: ['ID'] })
      return made.ok ? made.columns.map(({ label }) => label) : []
    }
    expect(labels('duckdb')).toEqual([`${long}.x`, `${long}.y`, 'id_3'])
    expect(labels('postgres')).toEqual(['aaaaaaaaa_1', 'aaaaaaaaa_2', 'id_3'])
  })

  it('reads only the facts that the wanted steps need', () => {
    const planned = planWith({ one: [COUNT, of('n')], other: [PERCENT, of('p')] })
    const made = planQuery(planned, RUN, {
      dialect: 'duckdb',
      table: ['main', 't'],
      keep: ['id'],
      wanted: ['one'],
    })
    expect(made.ok && made.query.sql).toContain('"main"."t"')
    expect(made.ok && made.query.sql).not.toContain('"p"')
  })
})
