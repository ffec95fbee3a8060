import { openedBy, type Parameter, type Playbook } from '@branch-playbook/engine'
import { z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { preparedOnce } from '../desk/prepared-playbook.ts'
import { type LivingOverlay, livingOverlays, OVERLAY_STATES, versionInForce } from '../overlays/life.ts'
import { effectSchema } from './effect-report.ts'
import {
  bilingual,
  hash,
  identifier,
  isoDay,
  moment,
  playbookProblem,
  playbookVersion,
  text,
  valuesByName,
} from './fields.ts'
import { settingOf } from './version.ts'

const MOST_PARAMETERS = 200

/** Numbers by the ids of parameters; whether they are opened and within the guardrails the engine says. */
export const valuesSchema = valuesByName(identifier, z.number())
  .refine((values) => Object.keys(values).length <= MOST_PARAMETERS)
  .openapi({
    type: 'object',
    additionalProperties: { type: 'number' },
    description: 'Numbers by the ids of parameters, as the playbook writes them',
  })

export const note = text.max(2000)
export const ofBranch = z.strictObject({ id: identifier })
export const ofOverlay = z.strictObject({ id: identifier, overlay: z.uuid().toLowerCase() })

const verdictSchema = z.object({
  verdict: z.enum(['approved', 'sent_back', 'withdrawn', 'ended']),
  by: z.string(),
  at: moment,
  comment: z.string(),
  validFrom: isoDay.nullable(),
  effect: hash.nullable().openapi({ description: 'Of the effect that the approver saw' }),
})

export const overlaySchema = z
  .object({
    id: z.string(),
    branch: z.string(),
    playbook: z.string(),
    state: z.enum(OVERLAY_STATES),
    values: z.record(z.string(), z.number()),
    note: z.string(),
    author: z.string(),
    contributors: z.array(z.string()).openapi({ description: 'Who may not approve it' }),
    revision: z.number().int().openapi({ description: 'How often it was saved' }),
    at: moment,
    submittedAt: moment.nullable(),
    wantedFrom: isoDay.nullable(),
    validFrom: isoDay.nullable().openapi({ description: 'Its first day, once it is approved' }),
    verdicts: z.array(verdictSchema),
    problems: z
      .array(playbookProblem)
      .openapi({ description: 'Why it does not fit what is in force in the branch' }),
  })
  .openapi('Overlay')

const parameterSchema = z.object({
  id: z.string(),
  name: bilingual,
  node: z.object({ id: z.string(), kind: z.string(), name: bilingual }),
  unit: z.string().nullable().openapi({ description: 'Such as money; null for a bare number' }),
  min: z.number(),
  max: z.number(),
  step: z.number().nullable().openapi({ description: 'From min; null for any number' }),
  own: z.number().openapi({ description: 'Head office’s own number' }),
  inForce: z.number().openapi({ description: 'What holds in the branch today' }),
})

export const branchOverlays = z
  .object({
    branch: z.string(),
    day: isoDay,
    playbook: playbookVersion.extend({ name: bilingual }),
    parameters: z.array(parameterSchema),
    overlays: z.array(overlaySchema).openapi({ description: 'What was saved last first' }),
  })
  .openapi('BranchOverlays')

export const overlayEffectSchema = z
  .object({
    hash: hash.openapi({ description: 'Of everything else; an approver signs it' }),
    run: hash,
    day: isoDay,
    customers: z.number().int(),
    changed: effectSchema.shape.changed,
    tiers: effectSchema.shape.tiers,
    actions: effectSchema.shape.actions,
    load: effectSchema.shape.branches.element.omit({ id: true, name: true, nameEn: true }),
  })
  .openapi('OverlayEffect')

export const shownOverlay = (overlay: LivingOverlay): z.infer<typeof overlaySchema> => ({
  ...overlay,
  values: { ...overlay.values },
  contributors: [...overlay.contributors],
  verdicts: overlay.verdicts.map(({ verdict, by, at, comment, valid_from: validFrom, effect }) => ({
    verdict,
    by,
    at,
    comment,
    validFrom,
    effect,
  })),
  problems: overlay.problems.map(({ severity, code, path, what, mend, values }) => ({
    severity,
    code,
    path,
    what,
    mend,
    values,
  })),
})

/** What head office opens to a branch, what holds there, and all that the branch ever set. */
export async function overlaysIn(desk: Desk, branch: string): Promise<z.infer<typeof branchOverlays>> {
  const setting = settingOf(desk)
  const { version, playbook } = await inForceIn(desk, branch)
  const overlays = await livingOverlays(setting, branch)
  const holds = overlays.find(({ state }) => state === 'in_force')
  return {
    branch,
    day: desk.day,
    playbook: { id: playbook.id, version: version.version, hash: version.hash, name: playbook.name },
    parameters: (playbook.parameters ?? []).flatMap((parameter) =>
      shownParameter(playbook, parameter, holds?.values[parameter.id]),
    ),
    overlays: overlays.map(shownOverlay),
  }
}

/** The version in force in a branch today, and the playbook that it is. */
async function inForceIn({ store, bank, day }: Desk, branch: string) {
  const version = await versionInForce({ store }, branch, day)
  const made = version && (await preparedOnce(version, bank.currency))
  if (!version || !made?.ok) throw new Error(`Nothing that runs is in force in branch ${branch}`)
  return { version, playbook: made.prepared.plan.playbook }
}

function shownParameter(
  playbook: Playbook,
  parameter: Parameter,
  set: number | undefined,
): z.infer<typeof parameterSchema>[] {
  const opened = openedBy(playbook, parameter)
  const node = opened && playbook.nodes[opened.node]
  if (!node) return []
  const { id, name, min, max, step = null } = parameter
  const { value: own, unit } = opened
  const { id: of, kind, name: called } = node
  return [{ id, name, node: { id: of, kind, name: called }, unit, min, max, step, own, inForce: set ?? own }]
}
