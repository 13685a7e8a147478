import { aesGcmKey, CryptoError, nonceBytes, sealBytes, type Bytes, type RandomSource } from '../../crypto/index.ts'
import { encodeBase64, encodeHex, encodeUtf8 } from '../../encoding/index.ts'
import type { ExportModule, WritingContext } from '../export-format.ts'
import { aegisAccounts } from './aegis.ts'
import { aegisDatabase } from './aegis-database.ts'
import { uuid } from './uuid.ts'

/** What Aegis itself derives slot keys with (its docs/vault.md, "Key derivation"). */
const scryptParameters = { N: 32_768, r: 8, p: 1 }
const saltBytes = 32
const keyBytes = 32
const tagBytes = 16
const passwordSlot = 1

/** Aegis under a password: a master key seals the content, and one slot holds that key under the password's. */
export const aegisEncrypted: ExportModule = {
  ...aegisAccounts,
  async writeExport(accounts, context) {
    const { random } = context
    const masterKey = random(keyBytes)
    const database = encodeUtf8(JSON.stringify(aegisDatabase(accounts, random)))
    try {
      const slot = await sealSlot(masterKey, context)
      const { ciphertext, nonce, tag } = await seal(masterKey, database, random)
      const header = { slots: [slot], params: { nonce, tag } }
      return encodeUtf8(JSON.stringify({ version: 1, header, db: encodeBase64(ciphertext) }, null, 4))
    } finally {
      masterKey.fill(0)
      database.fill(0)
    }
  },
}

async function sealSlot(masterKey: Bytes, { password, random, scrypt }: WritingContext): Promise<object> {
  const salt = random(saltBytes)
  const bytes = passwordBytes(password)
  const slotKey = await scrypt(bytes, salt, { ...scryptParameters, length: keyBytes })
  bytes.fill(0)
  try {
    const { ciphertext, nonce, tag } = await seal(slotKey, masterKey, random)
    return {
      type: passwordSlot,
      uuid: uuid(random),
      key: encodeHex(ciphertext),
      key_params: { nonce, tag },
      n: scryptParameters.N,
      r: scryptParameters.r,
      p: scryptParameters.p,
      salt: encodeHex(salt),
      // Without this, Aegis takes the slot for one of an old version that derived the key of a long password wrongly.
      repaired: true,
      is_backup: false,
    }
  } finally {
    slotKey.fill(0)
  }
}

/** As typed: Aegis takes the password's UTF-8 and normalises nothing. */
function passwordBytes(password: string): Bytes {
  if (password === '') throw new CryptoError('crypto/passphrase-empty', 'the password is empty')
  if (/\p{Surrogate}/u.test(password)) {
    throw new CryptoError('crypto/passphrase-ill-formed', 'the password has a lone surrogate')
  }
  return encodeUtf8(password)
}

/** AES-256-GCM with the tag apart; nonce and tag in hexadecimal, as Aegis has them. */
async function seal(
  key: Uint8Array,
  plaintext: Bytes,
  random: RandomSource,
): Promise<{ readonly ciphertext: Uint8Array; readonly nonce: string; readonly tag: string }> {
  const nonce = random(nonceBytes)
  const sealed = await sealBytes(await aesGcmKey(key), nonce, '', plaintext)
  return {
    ciphertext: sealed.subarray(0, -tagBytes),
    nonce: encodeHex(nonce),
    tag: encodeHex(sealed.subarray(-tagBytes)),
  }
}
