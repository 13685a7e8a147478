// What the vectors are made with: node:crypto and hash-wasm, no code of the app.
import { createCipheriv, createHash, createHmac, hkdfSync, pbkdf2Sync } from 'node:crypto'
import { argon2id } from 'hash-wasm'

export const utf8 = (text) => Buffer.from(text, 'utf8')
export const b64u = (bytes) => Buffer.from(bytes).toString('base64url')
export const hex = (bytes) => Buffer.from(bytes).toString('hex')
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest()
export const hmac = (key, text) => createHmac('sha256', key).update(text).digest()
export const hkdf = (ikm, salt, info) => Buffer.from(hkdfSync('sha256', ikm, salt, utf8(info), 32))

/** `length` bytes counting up from `first`: randomness that anybody can repeat. */
export const counting = (first, length) => Buffer.from(Array.from({ length }, (_, index) => (first + index) & 0xff))

/** Bytes that look random and are the same at each run. */
export const fixedRandom = (label, length) => sha256(utf8(`mfa-manager vectors ${label}`)).subarray(0, length)

export function gcm(key, nonce, aad, plaintext) {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(utf8(aad))
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

export function pad(json, block) {
  const bytes = utf8(json)
  return Buffer.concat([bytes, Buffer.alloc(Math.ceil(bytes.length / block) * block - bytes.length, 0x20)])
}

export const passphraseBytes = (text) => utf8(text.normalize('NFC'))

const derived = new Map()

/** The slow hash; each passphrase and each set of parameters is paid for once. */
export async function slowHash(passphrase, kdf) {
  const key = JSON.stringify([passphrase, kdf, hex(kdf.salt)])
  if (!derived.has(key)) derived.set(key, await derive(passphraseBytes(passphrase), kdf))
  return derived.get(key)
}

async function derive(password, { name, m, t, p, i, salt }) {
  if (name === 'pbkdf2-sha256') return pbkdf2Sync(password, salt, i, 32, 'sha256')
  const options = { password, salt, memorySize: m, iterations: t, parallelism: p, hashLength: 32, outputType: 'binary' }
  return Buffer.from(await argon2id(options))
}

/** `argon2id v=19 m=65536 t=3 p=1` or `pbkdf2-sha256 i=1000000`. */
export function kdfLine({ name, v, m, t, p, i }) {
  return name === 'argon2id' ? `${name} v=${v} m=${m} t=${t} p=${p}` : `${name} i=${i}`
}

/** The cheapest parameters that a reader takes, so that all vectors together open within seconds. */
export const cheapArgon2id = { name: 'argon2id', v: 19, m: 19_456, t: 2, p: 1, salt: counting(0, 16) }
export const policyArgon2id = { name: 'argon2id', v: 19, m: 65_536, t: 3, p: 1, salt: counting(0, 16) }
export const cheapPbkdf2 = { name: 'pbkdf2-sha256', i: 600_000, salt: counting(0, 16) }
export const passphrase = 'correct horse battery stäple'
