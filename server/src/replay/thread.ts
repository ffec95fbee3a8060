/** What the thread of past days does; `past.ts` asks for it by these names. */
export { decideBranch, decideLine, decideRun } from './decide.ts'
