import { createDecipheriv, scryptSync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountDraft } from '../../../../src/account.ts'
import { arbitraryAccounts, exampleRuns } from '../../../support/arbitrary-accounts.ts'
import { hotpDraft, totpDraft } from '../../../support/drafts.ts'
import { exported, exportedText, expectSame, reopened } from '../../../support/exported.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const password = 'copper lantern stäple'
const yandex = totpDraft({
  type: 'yandex',
  secret: new TextEncoder().encode('0123456789abcdef'),
  algorithm: 'SHA256',
  digits: 8,
  pin: '5239',
})

/** AES-256-GCM as Aegis describes it: nonce and tag in hexadecimal beside the ciphertext. */
function gcmOpened(key: Uint8Array, params: { nonce: string; tag: string }, ciphertext: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(params.nonce, 'hex'))
  decipher.setAuthTag(Buffer.from(params.tag, 'hex'))
  return Buffer.concat([decipher.update(ciphertext), decipher.final()])
}

/** What stands in Aegis's docs/vault.md and docs/decrypt.py, by Node's own cryptography. */
function decrypted(file: string, password: string) {
  const { version, header, db } = JSON.parse(file)
  expect(version).toBe(1)
  const [slot] = header.slots
  const { n, r, p } = slot
  const salt = Buffer.from(slot.salt, 'hex')
  const slotKey = scryptSync(password, salt, 32, { N: n, r, p, maxmem: 256 * 1024 * 1024 })
  const masterKey = gcmOpened(slotKey, slot.key_params, Buffer.from(slot.key, 'hex'))
  return JSON.parse(gcmOpened(masterKey, header.params, Buffer.from(db, 'base64')).toString('utf8'))
}

describe('aegis', () => {
  it('has every member that Aegis asks for', async () => {
    const accounts = [
      totpDraft({ note: 'spare', pinned: true, tags: ['Work', 'Home'] }),
      hotpDraft({ counter: 7, tags: ['Home'] }),
      totpDraft({ type: 'steam' }),
      totpDraft({ type: 'motp', pin: '1234' }),
      { ...yandex, pin: '' },
    ]
    const vault = JSON.parse(await exportedText('aegis', accounts))
    expect(vault).toMatchObject({ version: 1, header: { slots: null, params: null }, db: { version: 3 } })
    const { entries, groups } = vault.db
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    expect(entries.map((entry: { info: object }) => entry.info)).toEqual([
      { secret, algo: 'SHA1', digits: 6, period: 30 },
      { secret, algo: 'SHA1', digits: 6, counter: 7 },
      { secret, algo: 'SHA1', digits: 5, period: 30 },
      { secret, algo: 'MD5', digits: 6, period: 10, pin: '1234' },
      { secret: 'GAYTEMZUGU3DOOBZMFRGGZDFMY', algo: 'SHA256', digits: 8, period: 30, pin: '' },
    ])
    const [work, home] = groups
    expect([work.name, home.name]).toEqual(['Work', 'Home'])
    expect(entries[0]).toEqual({
      type: 'totp',
      uuid: expect.stringMatching(uuidPattern),
      name: 'ada@example.org',
      issuer: 'GitHub',
      note: 'spare',
      favorite: true,
      icon: null,
      info: entries[0].info,
      groups: [work.uuid, home.uuid],
    })
    expect(entries[1]).toMatchObject({ note: '', favorite: false, groups: [home.uuid] })
    const uuids = [...entries, ...groups].map(({ uuid }: { uuid: string }) => uuid)
    expect(new Set(uuids).size).toBe(7)
    for (const uuid of uuids) expect(uuid).toMatch(uuidPattern)
  })

  it('cuts a Yandex secret to a length that Aegis takes, with the same codes', async () => {
    const secretOf = async (length: number) => {
      const { db } = JSON.parse(await exportedText('aegis', [{ ...yandex, secret: new Uint8Array(length).fill(65) }]))
      return db.entries[0].info.secret.length
    }
    expect(await Promise.all([16, 20, 26].map(secretOf))).toEqual([26, 26, 42])
  })

  it('is what the app reads again', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryAccounts(() => true),
        async (accounts) => {
          const read = await reopened((await exported('aegis', accounts)).bytes)
          expectSame(read, accounts)
          expect(read.map(restOf)).toEqual(accounts.map(restOf))
        },
      ),
      { numRuns: exampleRuns },
    )
  })
})

function restOf({ note = '', tags = [], pinned = false, pin }: AccountDraft): object {
  return { note, tags: [...tags].toSorted(), pinned, pin }
}

describe('aegis-encrypted', () => {
  it('opens by the description of the format', async () => {
    const text = await exportedText('aegis-encrypted', [totpDraft(), yandex], { password })
    const { entries, version } = decrypted(text, password)
    expect(version).toBe(3)
    expect(entries).toHaveLength(2)
    expect(entries[0]).toMatchObject({ issuer: 'GitHub', info: { secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' } })
    expect(() => decrypted(text, `${password}!`)).toThrow()
  })

  it('has one password slot with the parameters of Aegis, and fresh randomness everywhere', async () => {
    const { header } = JSON.parse(await exportedText('aegis-encrypted', [totpDraft()], { password }))
    expect(header.slots).toHaveLength(1)
    expect(header.slots[0]).toEqual({
      type: 1,
      uuid: expect.stringMatching(uuidPattern),
      key: expect.stringMatching(/^[0-9a-f]{64}$/),
      key_params: { nonce: expect.stringMatching(/^[0-9a-f]{24}$/), tag: expect.stringMatching(/^[0-9a-f]{32}$/) },
      n: 32_768,
      r: 8,
      p: 1,
      salt: expect.stringMatching(/^[0-9a-f]{64}$/),
      repaired: true,
      is_backup: false,
    })
    expect(header.params.nonce).not.toBe(header.slots[0].key_params.nonce)
  })

  it('holds nothing that can be read without the password', async () => {
    const text = await exportedText('aegis-encrypted', [totpDraft({ issuer: 'Secret Club' })], { password })
    expect(text).not.toMatch(/Secret Club|GEZDGNBV|ada@example/)
  })

  it('is what the app reads again', async () => {
    const accounts = [totpDraft({ note: 'n', tags: ['t'] }), hotpDraft({ counter: 3 }), yandex]
    const { bytes } = await exported('aegis-encrypted', accounts, { password })
    expectSame(await reopened(bytes, password), accounts)
  })

  it('wants a password that has bytes', async () => {
    const withPassword = (password: string | undefined) =>
      outcomeOf(() => exported('aegis-encrypted', [totpDraft()], { password }))
    expect(await withPassword(undefined)).toBe('crypto/passphrase-empty')
    expect(await withPassword('')).toBe('crypto/passphrase-empty')
    expect(await withPassword('a\ud83d')).toBe('crypto/passphrase-ill-formed')
  })

  it('zeroes nothing that was given to it, and derives with what is injected', async () => {
    const asked: object[] = []
    const account = totpDraft()
    await exported('aegis-encrypted', [account], {
      password: 'pass',
      scrypt: (password, salt, parameters) => {
        asked.push({ password: new TextDecoder().decode(password), salt: salt.length, ...parameters })
        return Promise.resolve(new Uint8Array(32))
      },
    })
    expect(asked).toEqual([{ password: 'pass', salt: 32, N: 32_768, r: 8, p: 1, length: 32 }])
    expect(account).toEqual(totpDraft())
  })
})
