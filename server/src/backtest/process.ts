import { decideDay, inspect, learn } from './decide-day.ts'
import type { Answer, Question } from './own-process.ts'

/** The process of a backtest: answers what the server asks, and ends with it. */
process.on('message', async (question: Question) => {
  process.send?.(await answerTo(question))
})
process.on('disconnect', () => process.exit())

async function answerTo(question: Question): Promise<Answer> {
  try {
    return { value: await workOn(question), fault: null }
  } catch (fault) {
    return { value: null, fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) }
  }
}

function workOn(question: Question): unknown {
  switch (question.name) {
    case 'inspect':
      return inspect(question.task)
    case 'learn':
      return learn(question.task)
    case 'decideDay':
      return decideDay(question.task)
  }
}
