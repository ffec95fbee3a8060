import type { Classed } from '@branch-playbook/engine'
import type { Effect } from '../api/effect-report.ts'
import type { PreparedPlaybook } from '../desk/prepared-playbook.ts'
import type { Outlook } from './outlook.ts'

type Value = Effect['value']

/** What the customers of each tier are worth, by the figure by which the lists value them, before and after. */
export function worthByTier(question: PreparedPlaybook, before: Outlook, after: Outlook): Value {
  const [was, is] = [sumsOf(before.tier, before.value), sumsOf(after.tier, after.value)]
  const tiers = [...after.tier.values, null]
  return {
    name: nameOf(question),
    tiers: tiers.map((tier, place) => {
      const code = tier === null ? 0 : place + 1
      return { tier, before: worthOf(was, code), after: worthOf(is, code) }
    }),
  }
}

/** Customers and sums by the code of the tier. */
function sumsOf({ codes, values }: Classed, value: Float64Array) {
  const customers = new Int32Array(values.length + 1)
  const sums = new Float64Array(values.length + 1)
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? 0
    customers[code] = (customers[code] ?? 0) + 1
    sums[code] = (sums[code] ?? 0) + (value[row] ?? 0)
  }
  return { customers, sums }
}

const worthOf = ({ customers, sums }: ReturnType<typeof sumsOf>, code: number) => ({
  customers: customers[code] ?? 0,
  value: sums[code] ?? 0,
})

function nameOf({ plan, arbitration }: PreparedPlaybook): Value['name'] {
  const { facts, nodes } = plan.playbook
  const name = arbitration.value
  return (
    nodes.find(({ id }) => id === name)?.name ??
    facts.find((fact) => fact.name === name)?.label ?? { 'zh-CN': name, en: name }
  )
}
