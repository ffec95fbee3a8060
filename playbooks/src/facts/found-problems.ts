import { type Problem, problem } from '@branch-playbook/engine'

const MOST_SHOWN = 20

/** The problems of a large file: the first are kept, the rest only counted. */
export class FoundProblems {
  readonly shown: Problem[] = []
  count = 0

  add(code: Problem['code'], values: Problem['values'] = {}): void {
    this.count += 1
    if (this.shown.length < MOST_SHOWN) this.shown.push(problem(code, [], values))
  }
}
