import { describe, expect, it } from 'vitest'
import { answerWithinMs, withinDeadline } from '../../../src/storage/deadline.ts'
import { createHandTimer } from '../../support/hand-timer.ts'
import { outcomeOf } from '../../support/outcome.ts'

describe('withinDeadline', () => {
  it('answers what the work answers, and stops its timer', async () => {
    const timer = createHandTimer()
    expect(await withinDeadline(Promise.resolve('done'), timer.startTimer)).toBe('done')
    expect(timer.running()).toEqual([])
  })

  it('rejects with what the work rejects with, and stops its timer', async () => {
    const timer = createHandTimer()
    const failure = new Error('broken')
    await expect(withinDeadline(Promise.reject(failure), timer.startTimer)).rejects.toBe(failure)
    expect(timer.running()).toEqual([])
  })

  it('gives up after 3 s, and says so to whoever has to clean up', async () => {
    const timer = createHandTimer()
    let isLate = false
    const waiting = withinDeadline(new Promise(() => {}), timer.startTimer, () => {
      isLate = true
    })
    expect(timer.running()).toEqual([answerWithinMs])
    timer.ring()
    expect(await outcomeOf(() => waiting)).toBe('storage/blocked')
    expect(isLate).toBe(true)
  })
})
