/** How many arguments each function takes. */
export const FUNCTIONS: ReadonlyMap<string, { readonly least: number; readonly most: number }> = new Map([
  ['min', { least: 2, most: 20 }],
  ['max', { least: 2, most: 20 }],
  ['round', { least: 1, most: 1 }],
  ['floor', { least: 1, most: 1 }],
  ['ceil', { least: 1, most: 1 }],
  ['abs', { least: 1, most: 1 }],
  ['if', { least: 3, most: 3 }],
  ['known', { least: 2, most: 2 }],
  ['missing', { least: 1, most: 1 }],
  ['days_since', { least: 1, most: 1 }],
  ['number', { least: 1, most: 1 }],
  ['money', { least: 1, most: 1 }],
  ['percent', { least: 1, most: 1 }],
  ['days', { least: 1, most: 1 }],
  ['count', { least: 1, most: 1 }],
])

/** The names of all functions, for completion in an editor. */
export const FORMULA_FUNCTIONS: readonly string[] = [...FUNCTIONS.keys()]
