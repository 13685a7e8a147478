import { expect, it } from 'vitest'
import { clockText } from '../../../../src/ui/messages/clock.ts'

it.each([
  [47_000, 'This device’s clock is 47 s ahead.'],
  [-47_400, 'This device’s clock is 47 s behind.'],
  [60_000, 'This device’s clock is 1 min ahead.'],
  [125_000, 'This device’s clock is 2 min 5 s ahead.'],
  [-3_600_000, 'This device’s clock is 1 h behind.'],
  [12_000_000, 'This device’s clock is 3 h 20 min ahead.'],
  [100_800_000, 'This device’s clock is 1 day 4 h ahead.'],
  [-35_000_000_000, 'This device’s clock is 405 days behind.'],
  [59_600, 'This device’s clock is 1 min ahead.'],
])('says %i ms as a person would: %s', (ms, said) => {
  expect(clockText().wrong(ms)).toBe(said)
})

it('says how it stands beside the host', () => {
  const { row } = clockText()
  expect(row.within(520)).toBe('Within 1 s of the app’s host.')
  expect(row.within(2001)).toBe('Within 3 s of the app’s host.')
  expect(row.differs(47_000)).toBe('47 s ahead of the app’s host.')
  expect(row.differs(-125_000)).toBe('2 min 5 s behind the app’s host.')
})

it('says by how much codes are corrected, and since when', () => {
  expect(clockText().corrected(-47_000)).toBe('Codes are corrected by 47 s.')
  expect(clockText().row.remembered(47_000, Date.UTC(2026, 4, 12))).toMatch(
    /^Codes .* by 47 s, as measured on .*2026\.$/,
  )
})
