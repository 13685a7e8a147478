import { describe, expect, it } from 'vitest'
import { closingLine, countPlaywright, countStep, countVitest, noTests, sum } from '../../../scripts/test-report.mjs'

const vitestReport = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }
const failedFile = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] }

describe('the counts of a run', () => {
  it('are those of Vitest, with what is still to be written among the skipped', () => {
    expect(countVitest({ ...vitestReport, testResults: [failedFile] })).toEqual({ passed: 5, failed: 1, skipped: 3 })
  })

  it('have one failure for a file that Vitest could not load', () => {
    const unloaded = { status: 'failed', assertionResults: [] }
    expect(countVitest({ ...vitestReport, testResults: [failedFile, unloaded] }).failed).toBe(2)
  })

  it('are those of Playwright, with second tries among the passed and errors outside tests among the failed', () => {
    const stats = { expected: 7, unexpected: 1, flaky: 2, skipped: 3 }
    expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 9, failed: 1, skipped: 3 })
    expect(countPlaywright({ stats, errors: [{ message: 'the server did not start' }] }).failed).toBe(2)
  })
})

describe('the counts of a step', () => {
  it('have a failure where it ended badly without one', () => {
    expect(countStep(1, { passed: 4, failed: 0, skipped: 0 })).toEqual({ passed: 4, failed: 1, skipped: 0 })
  })

  it('are left as they are otherwise', () => {
    expect(countStep(0, noTests)).toBe(noTests)
    expect(countStep(1, { passed: 4, failed: 2, skipped: 0 }).failed).toBe(2)
  })
})

describe('the closing line', () => {
  it('sums up all runs', () => {
    const all = [
      { passed: 1, failed: 0, skipped: 2 },
      { passed: 10, failed: 3, skipped: 0 },
    ]
    expect(closingLine(sum(all))).toBe('11 passed, 3 failed, 2 skipped')
  })

  it('is there for no run at all', () => {
    expect(closingLine(sum([]))).toBe('0 passed, 0 failed, 0 skipped')
  })
})
