import { describe, expect, test } from 'vitest'
import { consentText } from '../../../../src/ui/messages/consent.ts'

describe('the words of the popup', () => {
  test.each([
    [1, '1 more: search for it.'],
    [30, '30 more: search for them.'],
  ])('count %i accounts that are not drawn', (count, sentence) => {
    expect(consentText().read.more(count)).toBe(sentence)
  })

  test('say how often a remembered site was used', () => {
    const since = Date.UTC(2026, 3, 18)
    expect(consentText().read.remembered(since, 1)).toMatch(/2026, used once\./)
    expect(consentText().read.remembered(since, 12)).toMatch(/used 12 times\./)
  })

  test('call every logged request by what it was', () => {
    const { request } = consentText().session
    expect(request('codes.list', 2)).toBe('Codes of 2 accounts')
    expect(request('codes.list', 0)).toBe('Codes')
    expect(request('codes.get', 0)).toBe('A code')
    expect(request('vault.export', 0)).toBe('A backup')
    // A newer version may have logged it.
    expect(request('codes.sing', 0)).toBe('codes.sing')
  })

  test('have a sentence for every vault that cannot be opened', () => {
    const { noVault } = consentText().nothing
    const titles = (['absent', 'damaged', 'removed', 'unavailable', 'too-new', 'checking'] as const).map(
      (status) => noVault(status).title,
    )
    expect(new Set(titles).size).toBe(titles.length)
  })

  test('describe an account that a site wants to add', () => {
    expect(consentText().add.facts('steam', 5, 'SHA1')).toBe('Steam · 5 characters · SHA1')
    expect(consentText().add.every(30)).toBe('changes every 30 s')
  })
})
