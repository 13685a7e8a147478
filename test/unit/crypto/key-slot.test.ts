import { createDecipheriv, hkdfSync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { openSlot, sealSlot, slotsText, type Slot } from '../../../src/crypto/index.ts'
import { decodeHex } from '../../../src/encoding/index.ts'
import { bytesOf, runs } from '../../support/bytes-of.ts'
import { countingRandom } from '../../support/counting-random.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { slotVectors, vectorOf } from '../../support/vectors.ts'

const vaultId = 'EBESExQVFhcYGRobHB0eHw'
const slotId = 'ICEiIyQlJicoKSorLC0uLw'
const vaultKey = countingRandom(0x40)(32)
const secret = countingRandom(0x80)(32)
const input = { vaultKey, vaultId, slotId, kind: 'recovery', params: 'recovery', secret }

describe('a slot', () => {
  test('opens to the vault key it was sealed with', async () => {
    await fc.assert(
      fc.asyncProperty(bytesOf(32), bytesOf(20, 32), async (anyVaultKey, anySecret) => {
        const slot = await sealSlot({ ...input, vaultKey: anyVaultKey, secret: anySecret })
        expect(await openSlot(slot, vaultId, anySecret)).toEqual(anyVaultKey)
      }),
      runs,
    )
  })

  test('is what the format says, to the byte', async () => {
    const { slot } = vectorOf(slotVectors, 'slot-recovery')
    const random = countingRandom(0xb0)
    const sealed = await sealSlot({ ...input, slotId: slot.slotId, secret: countingRandom(0x60)(20), random })
    expect(sealed).toEqual(slot)
  })

  test('opens as the one that three browsers and a second implementation agreed on', async () => {
    const slot: Slot = {
      slotId,
      kind: 'passkey-prf',
      params: `cred=AQID salt=${'A'.repeat(43)}`,
      slotCommit: 'vPlgNrTgoWxZsvpfa2goeHkj7xpMA1vRH09Sp0cvCI8',
      nonce: 'sLGys7S1tre4ubq7',
      wrapped: 'AVYmvNjyxICnAmvnprOnUiUrkvG1kJeraOxGFiDWx-eedZZ4sUofNl4yUACa-cEj',
    }
    expect(await openSlot(slot, vaultId, secret)).toEqual(vaultKey)
  })

  test('has its own nonce at each sealing', async () => {
    const [one, other] = [await sealSlot(input), await sealSlot(input)]
    expect(one.nonce).not.toBe(other.nonce)
    expect(one.wrapped).not.toBe(other.wrapped)
    expect(one.slotCommit).toBe(other.slotCommit)
  })

  test('leaves secret and vault key to be zeroed by the caller', async () => {
    await sealSlot(input)
    expect(vaultKey).toEqual(countingRandom(0x40)(32))
    expect(secret).toEqual(countingRandom(0x80)(32))
  })
})

describe('openSlot', () => {
  test('answers null for any other secret: another slot may fit', async () => {
    const slot = await sealSlot(input)
    await fc.assert(
      fc.asyncProperty(bytesOf(32), async (other) => {
        expect(await openSlot(slot, vaultId, other)).toBeNull()
      }),
      runs,
    )
  })

  test('answers null in another vault', async () => {
    expect(await openSlot(await sealSlot(input), 'EBESExQVFhcYGRobHB0eHg', secret)).toBeNull()
  })

  test.each([
    [{ slotCommit: '*' }, null],
    [{ nonce: '*' }, 'crypto/slot-damaged'],
    [{ wrapped: '*' }, 'crypto/slot-damaged'],
  ])('takes %j, which is no base64url, for damage', async (change, expected) => {
    const slot = { ...(await sealSlot(input)), ...change }
    if (expected === null) expect(await openSlot(slot, vaultId, secret)).toBeNull()
    else expect(await outcomeOf(() => openSlot(slot, vaultId, secret))).toBe(expected)
  })

  test('refuses a slot whose id is none', async () => {
    expect(await outcomeOf(async () => openSlot({ ...(await sealSlot(input)), slotId: '' }, vaultId, secret))).toBe(
      'crypto/id',
    )
  })

  test.each(['slot-wrapped-47', 'slot-wrapped-49', 'slot-wrapped-64', 'slot-wrapped-empty', 'slot-nonce-short'])(
    'fault 24: refuses %s before decrypting, though it may authenticate',
    async (name) => {
      const { slot, secret: right } = vectorOf(slotVectors, name)
      const decrypt = vi.spyOn(crypto.subtle, 'decrypt')
      expect(await outcomeOf(() => openSlot(slot, vaultId, decodeHex(right)))).toBe('crypto/slot-damaged')
      expect(decrypt).not.toHaveBeenCalled()
      decrypt.mockRestore()
    },
  )

  test('fault 5: answers null for a wrapped key that authenticates under two secrets', async () => {
    const { slot, secrets } = vectorOf(slotVectors, 'slot-opens-under-two') as unknown as {
      readonly slot: Slot
      readonly secrets: readonly string[]
    }
    const decrypt = vi.spyOn(crypto.subtle, 'decrypt')
    for (const each of secrets.map(decodeHex)) {
      expect(unwrapWithoutCommitment(slot, each)).toHaveLength(32)
      expect(await openSlot(slot, vaultId, each)).toBeNull()
    }
    expect(decrypt).not.toHaveBeenCalled()
    decrypt.mockRestore()
  })
})

/** What a reader would get that trusts AES-GCM alone. Throws where the tag does not fit. */
function unwrapWithoutCommitment(slot: Slot, each: Uint8Array): Buffer {
  const salt = Buffer.from(vaultId, 'base64url')
  const key = Buffer.from(hkdfSync('sha256', each, salt, `mfa-manager/vault/v1/slot-wrap/${slot.slotId}`, 32))
  const wrapped = Buffer.from(slot.wrapped, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(slot.nonce, 'base64url'))
  decipher.setAAD(Buffer.from(`mfa-manager-slot\n1\n${vaultId}\n${slot.slotId}\n${slot.kind}\n${slot.params}\n`))
  decipher.setAuthTag(wrapped.subarray(-16))
  return Buffer.concat([decipher.update(wrapped.subarray(0, -16)), decipher.final()])
}

describe('slotsText', () => {
  test('sorts by id, whatever order the slots are stored in', async () => {
    const ids = ['ICEiIyQlJicoKSorLC0uLw', 'ISIjJCUmJygpKissLS4vMA', 'IiMkJSYnKCkqKywtLi8wMQ']
    const slots = await Promise.all(ids.map((each) => sealSlot({ ...input, slotId: each })))
    const text = slotsText(vaultId, slots)
    expect(slotsText(vaultId, slots.toReversed())).toBe(text)
    expect([...text.matchAll(/^[\w-]{22}$/gm)].map(String).filter((id) => id !== vaultId)).toEqual(ids.toSorted())
  })

  test('covers every member', async () => {
    const slot = await sealSlot(input)
    const text = slotsText(vaultId, [slot])
    for (const member of Object.keys(slot)) {
      expect(slotsText(vaultId, [{ ...slot, [member]: 'x' }]), member).not.toBe(text)
    }
  })

  test('is empty for no slots', () => {
    expect(slotsText(vaultId, [])).toBe('')
  })
})
