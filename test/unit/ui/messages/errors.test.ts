import { describe, expect, test } from 'vitest'
import { StorageError } from '../../../../src/storage/index.ts'
import { errorsText, errorText } from '../../../../src/ui/messages/errors.ts'
import { VaultError } from '../../../../src/vault/index.ts'

const entries = Object.entries(errorsText().byCode)

describe('the sentences of an error', () => {
  test('say what happened, what was kept, and what to do', () => {
    expect(errorText(new VaultError('vault/wrong-passphrase', 'internal'))).toBe(
      'That passphrase did not open the vault. Nothing was changed. Check Caps Lock, then try again.',
    )
  })

  test.each(entries)('of %s are whole sentences, without blame or alarm', (_, { what, kept, next }) => {
    for (const part of [what, kept]) expect(part).toMatch(/^[A-Z].*\.$/)
    expect(next).toMatch(/^$|^[A-Z].*\.$/)
    expect(`${what} ${kept} ${next}`).not.toMatch(/please|oops|sorry|error|!/i)
  })

  test('never repeat what the error says to developers', () => {
    const error = new StorageError('storage/failed', 'secret of alice', { cause: new Error('JBSWY3DP') })
    expect(errorText(error)).not.toMatch(/alice|JBSWY3DP/)
  })
})

describe('what has no code', () => {
  test.each([
    new Error('boom'),
    new TypeError('x is not a function'),
    'text',
    undefined,
    null,
    { code: 'vault/locked' },
  ])('gets a sentence that promises no more than is known: %s', (thrown) => {
    expect(errorText(thrown)).toBe(errorsText().unknown)
  })

  test('a code of no room counts as none', () => {
    expect(errorText(Object.assign(new Error('x'), { code: 'toString' }))).toBe(errorsText().unknown)
  })

  test('is told as a stop when somebody cancelled', () => {
    expect(errorText(new DOMException('cancelled', 'AbortError'))).toBe('Stopped. Nothing was changed.')
  })
})
