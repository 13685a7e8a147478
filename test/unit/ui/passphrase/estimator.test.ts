import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeEstimator, type Judgement, type StrengthWorker } from '../../../../src/ui/passphrase/estimator.ts'
import type { StrengthAnswer, StrengthQuestion } from '../../../../src/ui/passphrase/strength.worker.ts'

/** A worker that answers when it is told to. */
function createFakeWorker() {
  const questions: StrengthQuestion[] = []
  const worker: StrengthWorker = {
    onmessage: null,
    onerror: null,
    postMessage: (question) => questions.push(question),
    terminate: vi.fn(),
  }
  return {
    worker,
    questions,
    asked: () => questions.map(({ passphrase }) => passphrase),
    answer: (data: StrengthAnswer) => worker.onmessage?.({ data } as MessageEvent<StrengthAnswer>),
    loaded: () => worker.onmessage?.({ data: { id: 0 } } as MessageEvent<StrengthAnswer>),
    breakDown: () => worker.onerror?.({} as ErrorEvent),
  }
}

function setUp() {
  const fake = createFakeWorker()
  const judgements: Judgement[] = []
  const estimator = makeEstimator({
    startWorker: () => fake.worker,
    onJudgement: (judgement) => judgements.push(judgement),
    listsWithinMs: 1000,
  })
  return { ...fake, judgements, estimator }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('while the lists load', () => {
  test('nothing is said about a passphrase', () => {
    const { estimator, judgements, asked } = setUp()
    estimator.judge('copper')
    expect(judgements).toEqual([])
    expect(asked()).toEqual([])
  })

  test('an emptied field is judged at once', () => {
    const { estimator, judgements } = setUp()
    estimator.judge('')
    expect(judgements).toEqual([{ passphrase: '', strength: { score: 0, seconds: 0 } }])
  })

  test('the newest passphrase is asked about once they are there', () => {
    const { estimator, loaded, asked } = setUp()
    estimator.judge('c')
    estimator.judge('co')
    loaded()
    expect(asked()).toEqual(['co'])
  })

  test('the length decides after a while, and the lists have the last word', () => {
    const { estimator, judgements, loaded, answer, asked } = setUp()
    estimator.judge('password1234')
    vi.advanceTimersByTime(1000)
    expect(judgements).toEqual([{ passphrase: 'password1234', strength: { score: 3, seconds: null } }])
    loaded()
    expect(asked()).toEqual(['password1234'])
    answer({ id: 1, guesses: 100 })
    expect(judgements.at(-1)?.strength.score).toBe(1)
  })
})

describe('once the lists are there', () => {
  test('each passphrase gets its strength', () => {
    const { estimator, judgements, loaded, answer } = setUp()
    loaded()
    estimator.judge('copper lantern')
    answer({ id: 1, guesses: 1e12 })
    expect(judgements).toEqual([{ passphrase: 'copper lantern', strength: { score: 4, seconds: 5e6 } }])
  })

  test('what is typed while one is judged waits, and only the newest of it is judged', () => {
    const { estimator, judgements, loaded, answer, asked } = setUp()
    loaded()
    for (const text of ['c', 'co', 'cop', 'copp']) estimator.judge(text)
    expect(asked()).toEqual(['c'])
    answer({ id: 1, guesses: 10 })
    expect(asked()).toEqual(['c', 'copp'])
    answer({ id: 2, guesses: 1e4 })
    expect(judgements.map(({ passphrase }) => passphrase)).toEqual(['c', 'copp'])
  })

  test('a judgement that comes after the field was emptied is not told', () => {
    const { estimator, judgements, loaded, answer } = setUp()
    loaded()
    estimator.judge('c')
    estimator.judge('')
    answer({ id: 1, guesses: 10 })
    expect(judgements.map(({ passphrase }) => passphrase)).toEqual([''])
  })

  test('the length does not decide any more, however long it takes', () => {
    const { estimator, judgements, loaded } = setUp()
    loaded()
    estimator.judge('copper lantern')
    vi.advanceTimersByTime(60_000)
    expect(judgements).toEqual([])
  })
})

describe('when the worker cannot be had', () => {
  test('the length decides at once where it breaks down', () => {
    const { estimator, judgements, breakDown } = setUp()
    estimator.judge('copper lantern')
    breakDown()
    expect(judgements).toEqual([{ passphrase: 'copper lantern', strength: { score: 3, seconds: null } }])
  })

  test('the length decides for all that follows', () => {
    const { estimator, judgements, breakDown } = setUp()
    breakDown()
    estimator.judge('short')
    expect(judgements).toEqual([{ passphrase: 'short', strength: { score: 1, seconds: null } }])
  })

  test('the length decides where it does not even start', () => {
    const judgements: Judgement[] = []
    const estimator = makeEstimator({
      startWorker: () => {
        throw new Error('no workers here')
      },
      onJudgement: (judgement) => judgements.push(judgement),
    })
    estimator.judge('copper lantern')
    expect(judgements).toHaveLength(1)
    estimator.stop()
  })
})

describe('words for a suggestion', () => {
  test('come from the worker', async () => {
    const { estimator, answer, questions } = setUp()
    const words = estimator.words()
    expect(questions).toEqual([{ id: 1, passphrase: null }])
    answer({ id: 1, words: ['ant', 'bee'] })
    await expect(words).resolves.toEqual(['ant', 'bee'])
  })

  test('are not there when it breaks down meanwhile', async () => {
    const { estimator, breakDown } = setUp()
    const words = estimator.words()
    breakDown()
    await expect(words).resolves.toBeUndefined()
  })

  test('are not there when it broke down before', async () => {
    const { estimator, breakDown } = setUp()
    breakDown()
    await expect(estimator.words()).resolves.toBeUndefined()
  })
})

test('stopping ends the worker, answers whoever waits, and leaves no timer', async () => {
  const { estimator, worker, judgements } = setUp()
  estimator.judge('copper lantern')
  const words = estimator.words()
  judgements.length = 0
  estimator.stop()
  await expect(words).resolves.toBeUndefined()
  expect(worker.terminate).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(0)
})
