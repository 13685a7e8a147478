import { createDecipheriv, createHash, createHmac, hkdfSync, pbkdf2Sync } from 'node:crypto'
import { argon2id } from 'hash-wasm'
import type { StoredSlot } from './vectors.ts'

// A second reader of vaults, written from docs/vault-format.md with node:crypto. It imports nothing of src.

const bytes = (text: string) => Buffer.from(text, 'base64url')
const derive = (ikm: Uint8Array, vaultId: string, purpose: string) =>
  Buffer.from(hkdfSync('sha256', ikm, bytes(vaultId), `mfa-manager/vault/v1/${purpose}`, 32))

function decrypt(key: Buffer, nonce: Buffer, aad: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  decipher.setAAD(Buffer.from(aad)).setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
}

/** The 32 bytes that a passphrase gives under a slot's `params`. */
async function slowHash(passphrase: string, params: string): Promise<Buffer> {
  const [name, ...pairs] = params.split(' ')
  const values = Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]))
  const number = (key: string) => Number(values[key])
  const password = Buffer.from(passphrase.normalize('NFC'))
  const salt = bytes(values['salt'] ?? '')
  if (name === 'pbkdf2-sha256') return pbkdf2Sync(password, salt, number('i'), 32, 'sha256')
  const cost = { memorySize: number('m'), iterations: number('t'), parallelism: number('p') }
  return Buffer.from(await argon2id({ password, salt, ...cost, hashLength: 32, outputType: 'binary' }))
}

const slotText = (vaultId: string, { slotId, kind, params }: StoredSlot) =>
  `mfa-manager-slot\n1\n${vaultId}\n${slotId}\n${kind}\n${params}\n`

/** The vault key that a slot wraps under a secret. */
export function unwrap(slot: StoredSlot, vaultId: string, secret: Uint8Array): Buffer {
  const commit = derive(secret, vaultId, `slot-commit/${slot.slotId}`)
  if (!commit.equals(bytes(slot.slotCommit))) throw new Error('wrong secret')
  const wrapped = bytes(slot.wrapped)
  if (wrapped.length !== 48) throw new Error('damaged slot')
  const wrapKey = derive(secret, vaultId, `slot-wrap/${slot.slotId}`)
  return decrypt(wrapKey, bytes(slot.nonce), slotText(vaultId, slot), wrapped)
}

export interface StoredVault {
  readonly header: {
    readonly vaultId: string
    readonly vaultCommit: string
    readonly epoch: number
    readonly slots: readonly StoredSlot[]
    readonly mac: string
  }
  readonly records: readonly { readonly id: string; readonly v: number; readonly n: string; readonly c: string }[]
}

/** The JSON texts of all records, in stored order. Throws where anything is not as it was signed. */
export async function readVault({ header, records }: StoredVault, passphrase: string): Promise<readonly string[]> {
  const { vaultId, slots, epoch } = header
  const slot = slots.find(({ kind }) => kind === 'passphrase')
  if (slot === undefined) throw new Error('no passphrase slot')
  const vaultKey = unwrap(slot, vaultId, await slowHash(passphrase, slot.params))
  if (!derive(vaultKey, vaultId, 'commit').equals(bytes(header.vaultCommit))) throw new Error('other vault key')

  const byText = (a: string, b: string) => (a < b ? -1 : 1)
  const slotLines = slots
    .toSorted((a, b) => byText(a.slotId, b.slotId))
    .map((each) => `${slotText(vaultId, each)}${each.slotCommit} ${each.nonce} ${each.wrapped}\n`)
  const slotsHash = createHash('sha256').update(slotLines.join('')).digest('base64url')
  const recordLines = records
    .toSorted((a, b) => byText(a.id, b.id))
    .map(({ id, v, c }) => `${id} ${v} ${bytes(c).subarray(-16).toString('base64url')}\n`)
  const manifest = `mfa-manager-manifest\n1\n${vaultId}\n${epoch}\n${slotsHash}\n${recordLines.join('')}`
  const mac = createHmac('sha256', derive(vaultKey, vaultId, 'manifest'))
    .update(manifest)
    .digest('base64url')
  if (mac !== header.mac) throw new Error('altered')

  const recordKey = derive(vaultKey, vaultId, 'record')
  return records.map(({ id, v, n, c }) => {
    const aad = `mfa-manager-record\n1\n${vaultId}\n${id}\n${v}\n`
    return decrypt(recordKey, bytes(n), aad, bytes(c)).toString('utf8').trimEnd()
  })
}
