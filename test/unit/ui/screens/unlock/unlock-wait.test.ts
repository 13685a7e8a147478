import { expect, test } from 'vitest'
import { waitAfterMs } from '../../../../../src/ui/screens/unlock/unlock-wait.ts'

test.each([
  [0, 0],
  [1, 0],
  [3, 0],
  [4, 2000],
  [5, 4000],
  [6, 8000],
  [7, 16_000],
  [8, 30_000],
  [9, 30_000],
  [2000, 30_000],
])('after %i wrong passphrases the wait is %i ms', (failures, waitMs) => {
  expect(waitAfterMs(failures)).toBe(waitMs)
})
