import { expect, test } from 'vitest'
import { fileDate } from '../../../../src/ui/primitives/save-file.ts'

test.each([
  [new Date(2026, 10, 22, 0, 0), '2026-11-22'],
  [new Date(2026, 10, 22, 23, 59), '2026-11-22'],
  [new Date(2027, 0, 1, 0, 0), '2027-01-01'],
])('a file made at %s of the device’s own time carries its date', (date, text) => {
  expect(fileDate(date.getTime())).toBe(text)
})
