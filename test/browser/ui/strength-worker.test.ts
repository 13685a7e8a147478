import { afterEach, describe, expect, test } from 'vitest'
import { makeEstimator, type Estimator, type Judgement } from '../../../src/ui/passphrase/estimator.ts'
import { startStrengthWorker } from '../../../src/ui/passphrase/start-strength-worker.ts'

let estimator: Estimator | undefined
afterEach(() => {
  estimator?.stop()
})

function setUp(): { readonly estimator: Estimator; readonly judgements: Judgement[] } {
  const judgements: Judgement[] = []
  const made = makeEstimator({
    startWorker: startStrengthWorker,
    onJudgement: (judgement) => judgements.push(judgement),
    listsWithinMs: 60_000,
  })
  estimator = made
  return { estimator: made, judgements }
}

const eventually = { timeout: 30_000 }

describe('the worker with the real lists', () => {
  test('tells a common passphrase from a good one', async () => {
    const { estimator, judgements } = setUp()
    estimator.judge('password1234')
    await expect.poll(() => judgements.at(-1)?.strength.score, eventually).toBe(1)
    estimator.judge('copper lantern quiet orbit')
    await expect.poll(() => judgements.at(-1)?.strength.score, eventually).toBe(5)
  })

  test('has the words for suggestions', async () => {
    const { estimator } = setUp()
    const words = await estimator.words()
    expect(words).toHaveLength(7776)
    expect(words).toContain('lantern')
  })
})
