import { describe, expect, it, test } from 'vitest'
import { accountName, failureText, viewerText } from '../../../src/viewer/messages.ts'
import { plainName } from '../../../src/viewer/plain-json.ts'

describe('failureText', () => {
  it.each([
    ['backup/passphrase', viewerText.wrong],
    ['backup/corrupt', viewerText.damaged],
    ['backup/not-json', viewerText.damaged],
    ['backup/payload', viewerText.damaged],
    ['backup/unsupported-version', viewerText.tooNew],
    ['crypto/kdf-memory', viewerText.memory],
    ['crypto/argon2-unavailable', viewerText.unable],
    [undefined, viewerText.unable],
  ])('has a sentence for %s', (code, sentence) => {
    expect(failureText(code)).toBe(sentence)
  })
})

test('counts are written with their nouns', () => {
  expect(viewerText.total(1)).toBe('1 account')
  expect(viewerText.results(1, 2000)).toBe('1 of 2,000 accounts')
})

test('accounts are called by what they have', () => {
  expect(accountName({ issuer: 'GitHub', account: 'alice' })).toBe('GitHub (alice)')
  expect(accountName({ issuer: 'GitHub', account: '' })).toBe('GitHub')
  expect(accountName({ issuer: '', account: 'alice' })).toBe('alice')
  expect(accountName({ issuer: '', account: '' })).toBe('Unnamed account')
})

test('the plain file is called after the day of the backup', () => {
  expect(plainName({ createdAt: Date.UTC(2026, 10, 22) })).toBe('mfa-manager-2026-11-22-plain.json')
  expect(plainName({})).toBe('mfa-manager-plain.json')
})
