import { checked } from '../check/check.ts'
import { type Parsed, parsePlaybook } from '../playbook/parse.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { isError, type Problem, problem } from '../problem/problem.ts'
import type { Path } from '../values/walk.ts'
import { openedBy } from './opened.ts'
import { isOnStep, type OverlayValues, type Parameter } from './parameter.ts'

/**
 * The playbook with a branch's numbers in the places that it opens to branches; all else is as it was. Without values
 * it is the playbook itself.
 *
 * Refused, as problems, is a value of something that the playbook does not open, one outside the guardrails or off
 * their steps, and values that together make no sound playbook, such as a band that begins above the one before it.
 * The playbook is one that `check` found without errors.
 * @param values numbers as documents write them (money in the minor unit), by the ids of parameters; paths of
 *   problems begin with such an id, or lead into the playbook that would come of it
 */
export function applyOverlay(playbook: Playbook, values: OverlayValues): Parsed<Playbook> {
  const parameters = new Map((playbook.parameters ?? []).map((each) => [each.id, each]))
  const problems = Object.entries(values).flatMap(([id, value]) => refused(id, value, parameters.get(id)))
  if (problems.length > 0) return { ok: false, problems }
  const changed = Object.entries(values).reduce<unknown>((document, [id, value]) => {
    const parameter = parameters.get(id)
    const opened = parameter && openedBy(playbook, parameter)
    return opened ? withNumber(document, ['nodes', opened.node, ...opened.path], value) : document
  }, playbook)
  if (changed === playbook) return { ok: true, value: playbook, problems: [] }
  const parsed = parsePlaybook(changed)
  if (!parsed.ok) return parsed
  const { isSound, problems: found } = checked(parsed.value)
  return isSound ? parsed : { ok: false, problems: found().filter(isError) }
}

function refused(id: string, value: number, parameter: Parameter | undefined): Problem[] {
  if (!parameter) return [problem('overlay_not_open', [id], { name: id })]
  const { min, max, step } = parameter
  // What is no number is within nothing.
  if (!(value >= min && value <= max))
    return [problem('overlay_outside', [id], { name: id, value, min, max })]
  return isOnStep(parameter, value)
    ? []
    : [problem('overlay_off_step', [id], { name: id, value, min, step: step ?? 0 })]
}

/** The document with another number at a place that it has. */
function withNumber(document: unknown, [key, ...rest]: Path, value: number): unknown {
  if (key === undefined) return value
  if (Array.isArray(document))
    return document.map((each, at) => (at === key ? withNumber(each, rest, value) : each))
  if (typeof document !== 'object' || document === null) return document
  return Object.fromEntries(
    Object.entries(document).map(([name, field]) => [
      name,
      name === key ? withNumber(field, rest, value) : field,
    ]),
  )
}
