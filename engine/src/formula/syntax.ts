import type { Day } from '../values/day.ts'
import type { Span } from './fault.ts'

export type Comparing = '=' | '!=' | '<' | '<=' | '>' | '>='
export type Arithmetic = '+' | '-' | '*' | '/'
export type Joining = 'and' | 'or'

/** A formula as it is written. */
export type Syntax = Span &
  (
    | { readonly is: 'number'; readonly value: number }
    | { readonly is: 'percent'; readonly value: number }
    | { readonly is: 'date'; readonly value: Day }
    | { readonly is: 'text'; readonly value: string }
    | { readonly is: 'flag'; readonly value: boolean }
    | { readonly is: 'today' }
    | { readonly is: 'name'; readonly name: string }
    | { readonly is: 'call'; readonly name: string; readonly given: readonly Syntax[] }
    | { readonly is: 'minus' | 'not'; readonly of: Syntax }
    | {
        readonly is: 'binary'
        readonly operator: Arithmetic | Comparing | Joining
        readonly left: Syntax
        readonly right: Syntax
      }
  )
