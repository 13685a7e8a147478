import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { binText, detailsText } from '../../../../src/ui/messages/details.ts'

const morning = new Date(2025, 3, 18, 9, 12).getTime()

beforeEach(() => {
  vi.stubGlobal('navigator', { languages: ['en-GB'] })
})

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('the use of an account', () => {
  test.each([
    [0, undefined, 'Never'],
    [0, morning, 'Never'],
    [3, undefined, 'Never'],
    [1, morning, 'Once, last on 18 April 2025 at 09:12'],
    [312, morning, '312 times, last on 18 April 2025 at 09:12'],
  ])('%i times, last at %s, reads %s', (count, lastUsedAt, sentence) => {
    expect(detailsText().usage(count, lastUsedAt)).toBe(sentence)
  })
})

describe('the details', () => {
  it('say seconds as a screen reader should read them', () => {
    expect([detailsText().changesIn(1), detailsText().changesIn(12)]).toEqual([
      'Changes in 1 second',
      'Changes in 12 seconds',
    ])
    expect([detailsText().hidesIn(1), detailsText().hidesIn(60)]).toEqual(['Hides in 1 second', 'Hides in 60 seconds'])
  })

  it('name what is shown after the account', () => {
    expect(detailsText().qrOf('GitHub (alice)')).toBe('QR code for GitHub (alice)')
    expect(detailsText().date(morning)).toBe('18 April 2025')
    expect(detailsText().period(30)).toBe('30 s')
    expect([detailsText().digits(1), detailsText().digits(6)]).toEqual(['1 digit', '6 digits'])
  })

  it('have a word for every type of account', () => {
    expect(Object.keys(detailsText().types).sort()).toEqual(['hotp', 'motp', 'steam', 'totp', 'yandex'])
  })
})

describe('the bin', () => {
  it('asks with the number of what is lost', () => {
    expect(binText().askEmptyText(1)).toBe('1 account will be deleted for good. Its codes cannot be made any more.')
    expect(binText().askEmptyText(12)).toBe(
      '12 accounts will be deleted for good. Their codes cannot be made any more.',
    )
    expect([binText().deleted(1), binText().deleted(2)]).toEqual([
      '1 account deleted for good',
      '2 accounts deleted for good',
    ])
  })

  it('names its buttons after the account', () => {
    expect(binText().restoreNamed('GitHub (alice)')).toBe('Restore GitHub (alice)')
    expect(binText().deleteNamed('GitHub (alice)')).toBe('Delete GitHub (alice) for good')
    expect(binText().askDelete('GitHub (alice)')).toBe('Delete GitHub (alice) for good?')
  })

  it('counts the days that are left', () => {
    expect([binText().daysLeft(1), binText().daysLeft(30)]).toEqual(['1 day left', '30 days left'])
  })
})
