import { createDecipheriv, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { deriveVaultKeys, sealRecord, signManifest, vaultCommit } from '../../../src/crypto/index.ts'
import { decodeBase64url, encodeHex } from '../../../src/encoding/index.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { keysVector } from '../../support/vectors.ts'

const vaultId = 'EBESExQVFhcYGRobHB0eHw'
const otherId = 'EBESExQVFhcYGRobHB0eHg'
const vaultKey = Uint8Array.from({ length: 32 }, (_, index) => 0x40 + index)

describe('deriveVaultKeys', () => {
  test('gives keys that cannot be exported, each for its own purpose', async () => {
    const { recordKey, manifestKey } = await deriveVaultKeys(vaultKey, vaultId)
    expect([recordKey.extractable, manifestKey.extractable]).toEqual([false, false])
    expect([recordKey.usages, manifestKey.usages]).toEqual([
      ['encrypt', 'decrypt'],
      ['sign', 'verify'],
    ])
    expect(manifestKey.algorithm).toMatchObject({ name: 'HMAC', hash: { name: 'SHA-256' }, length: 256 })
  })

  test('gives the record key of the format', async () => {
    const id = 'MDEyMzQ1Njc4OTo7PD0-Pw'
    const { n, c } = await sealRecord(await deriveVaultKeys(vaultKey, vaultId), vaultId, id, 1, '{}')
    const { recordKey } = keysVector as unknown as { readonly recordKey: string }
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(recordKey, 'hex'), n)
    decipher.setAAD(Buffer.from(`mfa-manager-record\n1\n${vaultId}\n${id}\n1\n`)).setAuthTag(c.slice(-16))
    expect(decipher.update(c.slice(0, -16), undefined, 'utf8') + decipher.final('utf8')).toBe('{}'.padEnd(256))
  })

  test('gives the manifest key of the format', async () => {
    const { manifestKey } = keysVector as unknown as { readonly manifestKey: string }
    const expected = createHmac('sha256', Buffer.from(manifestKey, 'hex')).update('text').digest('base64url')
    expect(await signManifest(await deriveVaultKeys(vaultKey, vaultId), 'text')).toBe(expected)
  })

  test('leaves zeroing the vault key to the caller, who may do it at once when it is settled', async () => {
    const mine = vaultKey.slice()
    const keys = await deriveVaultKeys(mine, vaultId)
    mine.fill(0)
    expect(await signManifest(keys, 'x')).toBe(await signManifest(await deriveVaultKeys(vaultKey, vaultId), 'x'))
  })

  test('refuses a vault id that is not one', async () => {
    expect(await outcomeOf(() => deriveVaultKeys(vaultKey, 'short'))).toBe('crypto/id')
  })
})

describe('vaultCommit', () => {
  test('is the one that three browsers and a second implementation agreed on', async () => {
    expect(encodeHex(decodeBase64url(await vaultCommit(vaultKey, vaultId)))).toBe(
      '0eb13bb5897cdcb04071b5fd21ebfc94383dcd49fbeaf75456fb830719f9d3fb',
    )
  })

  test('is another one for another vault and for another key', async () => {
    const commits = [
      await vaultCommit(vaultKey, vaultId),
      await vaultCommit(vaultKey, otherId),
      await vaultCommit(vaultKey.toReversed(), vaultId),
    ]
    expect(new Set(commits).size).toBe(3)
  })

  test('refuses a vault id that is not one', async () => {
    expect(await outcomeOf(() => vaultCommit(vaultKey, `${vaultId}=`))).toBe('crypto/id')
  })
})
