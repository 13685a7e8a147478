import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { sitesText } from '../../../../src/ui/messages/sites.ts'

const now = new Date(2026, 4, 12, 9, 41).getTime()
const may2 = new Date(2026, 4, 2, 8).getTime()
const april9 = new Date(2026, 3, 9, 8).getTime()

beforeEach(() => {
  vi.stubGlobal('navigator', { languages: ['en-GB'] })
})

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('the use of a site', () => {
  test.each([
    [april9, 0, 0, 'Allowed 9 April 2026, not used yet'],
    [now, 0, 0, 'Allowed today, not used yet'],
    [now, now, 1, 'Used once, today'],
    [now, now + 60_000, 6, 'Used today, 6 times'],
    [april9, now, 1, 'Used once, today; allowed 9 April 2026'],
    [april9, may2, 1200, 'Used 2 May 2026, 1,200 times since 9 April 2026'],
  ])('allowed at %i, used at %i, %i times, reads %s', (createdAt, lastUsedAt, uses, sentence) => {
    expect(sitesText().used({ createdAt, lastUsedAt, uses }, now)).toBe(sentence)
  })
})

describe('the accounts of a site', () => {
  const named = (count: number) => Array.from({ length: count }, (_, index) => ({ issuer: `S${index}`, account: '' }))

  test.each([
    [named(1), 0, 'S0'],
    [named(3), 0, 'S0, S1 and S2'],
    [named(5), 0, 'S0, S1, S2 and 2 more'],
    [named(1), 2, 'S0 and 2 deleted accounts'],
    [[], 1, '1 deleted account'],
    [[{ issuer: '', account: '' }], 0, 'No name'],
  ])('%j and %i that are gone read %s', (accounts, gone, words) => {
    expect(sitesText().accounts(accounts, gone, 'No name')).toBe(words)
  })
})

describe('a site that asked', () => {
  it('is told with how often and when', () => {
    expect(sitesText().asked(1, april9, now)).toBe('Asked once, 9 April 2026')
    expect(sitesText().asked(3, now, now)).toBe('Asked 3 times, last today')
    expect(sitesText().blockedOn(now, now)).toBe('Blocked today')
  })
})

describe('the log', () => {
  const { log } = sitesText()

  it('names the day where it is not today', () => {
    expect(log.when(now, now)).toBe('Today at 09:41')
    expect(log.when(april9, now)).toBe('9 April 2026 at 08:00')
  })

  it('has words for what this version logs, and leaves the names of others as they are', () => {
    expect([log.method('codes.list'), log.method('codes.future')]).toEqual(['Asked for codes', 'codes.future'])
    expect([log.outcome('denied'), log.outcome('later')]).toEqual(['Denied', 'later'])
  })
})
