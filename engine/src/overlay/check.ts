import { checkReference } from '../check/references.ts'
import { repeated } from '../check/repeated.ts'
import type { Names } from '../check/scope.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { type Problem, problem } from '../problem/problem.ts'
import { fieldMeanings } from '../values/fields.ts'
import { openedBy } from './opened.ts'
import { isOnStep, type Parameter, parameterSchema } from './parameter.ts'

/** What is wrong with the parameters that a playbook opens to branches. */
export function* checkParameters(playbook: Playbook, names: Names): Generator<Problem> {
  const parameters = (playbook.parameters ?? []).map((parameter, at) => ({
    parameter,
    path: ['parameters', at] as const,
  }))
  for (const { parameter, path } of repeated(parameters, (each) => each.parameter.id))
    yield problem('duplicate_parameter', [...path, 'id'], { name: parameter.id })
  for (const { parameter, path } of repeated(parameters, ({ parameter: { node, field } }) => node + field))
    yield problem('parameter_opened_twice', [...path, 'field'], fieldOf(parameter))
  for (const { parameter, path } of parameters) yield* checkParameter(playbook, parameter, path, names)
}

function* checkParameter(
  playbook: Playbook,
  parameter: Parameter,
  path: readonly (string | number)[],
  names: Names,
): Generator<Problem> {
  const { id, node, min, max, step } = parameter
  const reference = fieldMeanings.get(parameterSchema.shape.node)?.reference
  const unresolved = reference ? checkReference(node, reference, [...path, 'node'], names) : []
  yield* unresolved
  if (min >= max) yield problem('parameter_range', [...path, 'max'], { min, max })
  if (unresolved.length > 0) return
  const opened = openedBy(playbook, parameter)
  if (!opened) {
    yield problem('parameter_place', [...path, 'field'], fieldOf(parameter))
    return
  }
  const { value } = opened
  if (min < max && (value < min || value > max))
    yield problem('parameter_own_outside', path, { name: id, value, min, max })
  if (!isOnStep(parameter, max) || !isOnStep(parameter, value))
    yield problem('parameter_step', [...path, 'step'], { name: id, min, max, value, step: step ?? 0 })
}

const fieldOf = ({ node, field }: Parameter) => ({ node, field })
