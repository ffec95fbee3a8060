import { describe, expect, it } from 'vitest'
import { locate } from './locate.ts'

const TEXT = `{
  "nodes": [
    { "id": "a", "cells": { "1": { "x/y": 5 } } },
    { "id": "b~" }
  ]
}`

describe('locate', () => {
  it.each([
    ['', 1, 1],
    ['/nodes', 2, 12],
    ['/nodes/1/id', 4, 13],
    ['/nodes/0/cells/1/x~1y', 3, 43],
    ['/nodes/1/name', 4, 5],
    ['/nodes/7/id', 2, 12],
    ['/nothing/at/all', 1, 1],
    ['/nodes/0/cells/~0', 3, 27],
  ])('finds %j, or the nearest parent that there is', (path, line, column) => {
    expect(locate(TEXT, path)).toEqual({ line, column })
  })

  it('counts lines that end in any way people end them, and leaves out a byte order mark', () => {
    expect(locate(TEXT.replaceAll('\n', '\r\n'), '/nodes/1/id')).toEqual({ line: 4, column: 13 })
    expect(locate(`\uFEFF${TEXT}`, '')).toEqual({ line: 1, column: 1 })
  })

  it('is not confused by a text asked for between two questions about another', () => {
    expect(locate('{\n"a": 1}', '/a')).toEqual({ line: 2, column: 6 })
    expect(locate('{"a": 1}', '/a')).toEqual({ line: 1, column: 7 })
    expect(locate('{\n"a": 1}', '/a')).toEqual({ line: 2, column: 6 })
  })

  it('gives up on a text without JSON, and on one nested without end', () => {
    expect(locate('', '')).toBeNull()
    expect(locate('['.repeat(100_000), '/0/0')).toBeNull()
  })
})
