import { expect, it } from 'vitest'
import { createClockCheck, type ClockReading } from '../../../src/pwa/index.ts'

const ahead: ClockReading = { name: 'measured', aheadMs: 47_000, withinMs: 520, at: 0 }

it('knows nothing, and starts nothing, until it is asked', () => {
  let starts = 0
  const check = createClockCheck(() => {
    starts += 1
    return Promise.reject(new Error('not loaded'))
  })
  expect([check.reading(), starts]).toEqual([{ name: 'unknown' }, 0])
})

it('starts once, and tells whoever listens of every reading', async () => {
  let starts = 0
  let told = 0
  const check = createClockCheck(async (publish) => {
    starts += 1
    return () => Promise.resolve(publish(ahead))
  })
  const stop = check.subscribe(() => {
    told += 1
  })
  await check.check()
  await check.check()
  stop()
  await check.check()
  expect([starts, told, check.reading()]).toEqual([1, 2, ahead])
})

it('never rejects: what does not load is loaded the next time', async () => {
  const answers = [Promise.reject(new TypeError('offline')), Promise.resolve(() => Promise.resolve())]
  let starts = 0
  const check = createClockCheck(() => answers[starts++] ?? Promise.reject(new Error('no more')))
  await check.check()
  await check.check()
  await check.check()
  expect([starts, check.reading()]).toEqual([2, { name: 'unknown' }])
})
