import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hotpDraft, totpDraft } from '../../support/drafts.ts'
import { allowEverything } from '../../support/fake-person.ts'
import { checkEveryMessage, createOpenStage, leaksOf } from '../../support/connect-stage.ts'
import { passphrase } from '../../support/tab-stage.ts'

checkEveryMessage()

const drafts = [
  totpDraft(),
  hotpDraft({ secret: new Uint8Array(20).fill(5) }),
  totpDraft({ type: 'motp', period: 10, pin: '471147', secret: new Uint8Array(16).fill(9) }),
]

describe('what the popup says', () => {
  it('holds no secret, whatever a site asks and a person allows', async () => {
    const { site, person, windows, vault, ids, timeline } = await createOpenStage({ drafts })
    person.answerAll(allowEverything)
    const uri = 'otpauth://totp/GitLab:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
    for (const [method, params] of [
      ['codes.list', { query: 'secret' }],
      ['codes.get', { id: ids[0] }],
      ['codes.get', { id: ids[1] }],
      ['codes.get', { id: ids[2] }],
      ['codes.subscribe', {}],
      ['accounts.add', { uri }],
      ['accounts.add', { uri: `${uri}&digits=99` }],
      ['accounts.add', { uri: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP%F0%9F%94%91' }],
      ['vault.export', {}],
      ['vault.reveal', { id: ids[0], passphrase }],
      ['session.info', {}],
    ] as const) {
      await site.ask(method, params)
    }
    timeline.advance(60_000)
    vault.lock('person')
    await site.ask('codes.list')
    await vault.unlock(passphrase)
    await site.ask('session.close')
    expect(windows.said.length).toBeGreaterThan(15)
    expect(leaksOf(windows.said, drafts)).toEqual([])
    expect(JSON.stringify(windows.said)).not.toContain('JBSWY3DP')
  })
})

describe('the search for secrets', () => {
  const [first = totpDraft(), , third = totpDraft()] = drafts

  it.each([
    ['a secret in base32', { note: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' }],
    ['a secret in base32, lower case', { note: 'gezdgnbvgy3tqojqgezdgnbvgy3tqojq' }],
    ['a secret in hexadecimal', { deep: [{ note: '3132333435363738393031323334353637383930' }] }],
    ['a secret in base64', { note: 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=' }],
    ['a secret as text', { note: '12345678901234567890' }],
    ['a secret as a list', { note: [...first.secret] }],
    ['a PIN', { note: third.pin }],
    ['a passphrase', { note: passphrase }],
    ['a link', { note: 'OTPAUTH://totp/x' }],
    ['bytes', { note: new Uint8Array(4) }],
  ])('finds %s', (_what, message) => {
    expect(leaksOf([message], drafts)).not.toEqual([])
  })

  it('finds nothing in what is none', () => {
    expect(leaksOf([{ code: '755224', id: 'AAECAwQFBgcICQoLDA0ODw' }], drafts)).toEqual([])
  })

  it('is part of every file that opens a popup', () => {
    const folders = [import.meta.dirname, join(import.meta.dirname, '../client')]
    const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    const texts = files.map((file) => [file, readFileSync(file, 'utf8')] as const)
    const users = texts.filter(([, text]) => text.includes('/connect-stage.ts'))
    expect(users.length).toBeGreaterThanOrEqual(6)
    expect(users.filter(([, text]) => !/^checkEveryMessage\(\)$/m.test(text)).map(([file]) => file)).toEqual([])
  })
})
