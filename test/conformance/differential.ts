import { checkRun, type Plan, type Playbook, parsePlaybook, plan, type Run } from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'
import fc from 'fast-check'
import { type Disagreement, findDisagreement } from './agreement.ts'
import { type Failing, minimise } from './minimise.ts'
import { randomCustomers } from './random-customer.ts'
import { type Draw, randomPlaybook } from './random-playbook.ts'
import { randomRun } from './random-run.ts'
import { saveCase } from './saved-case.ts'

/** How many random customers every random playbook decides. */
export const CUSTOMERS = 100

/** Everything that is drawn is kept until a check ends, so that a check is not made too long. */
const BATCH = 25

const calendar = await readCalendar('cn')
if (!calendar.ok) throw new Error('The calendar cannot be read')
const workingDays = calendar.value

function planned(playbook: Playbook): Plan | null {
  const parsed = parsePlaybook(JSON.parse(JSON.stringify(playbook)))
  const made = parsed.ok ? plan(parsed.value) : parsed
  return made.ok ? made.plan : null
}

/** The case made as small as it gets, saved, and in words. */
async function reported(failing: Failing, run: Run, found: Disagreement): Promise<string> {
  const disagreement = async ({ playbook, customer }: Failing) => {
    const made = planned(playbook)
    return made && findDisagreement(made, [customer], run)
  }
  const smallest = await minimise(failing, async (candidate) => (await disagreement(candidate)) !== null)
  const { step, expected, ...other } = (await disagreement(smallest)) ?? found
  const made = planned(smallest.playbook)
  const file = made && (await saveCase(made, smallest.customer, run, { [step]: expected }))
  return `${step}: the reference says ${expected}, ${other.evaluator} ${other.found}; saved as ${file}`
}

/** Decides random playbooks by all evaluators; says on what they differ, or null when they never do. */
export async function differ(runs: number, seed: number): Promise<string | null> {
  const property = fc.asyncProperty(fc.gen(), async (gen) => {
    const draw: Draw = (arbitrary) => gen(() => arbitrary)
    const playbook = randomPlaybook(draw)
    const made = planned(playbook)
    if (!made) throw new Error(`A random playbook has errors: ${JSON.stringify(plan(playbook).problems)}`)
    const run = randomRun(draw, workingDays)
    if (checkRun(made, run).length > 0) throw new Error('The day of a random run is not in the calendar')
    const customer = randomCustomers(playbook, run.asOf)
    const customers = Array.from({ length: CUSTOMERS }, () => customer(draw))
    const found = await findDisagreement(made, customers, run)
    const who = customers[found?.customer ?? 0]
    if (found && who) throw new Error(await reported({ playbook, customer: who }, run, found))
  })
  for (let done = 0; done < runs; done += BATCH) {
    // What is found is made smaller by leaving things out of it, which says more than drawing anew.
    const options = { numRuns: Math.min(BATCH, runs - done), seed: seed + done, endOnFailure: true }
    const { errorInstance } = await fc.check(property, options)
    if (errorInstance) return `With seed ${seed + done}: ${errorInstance}`
  }
  return null
}
