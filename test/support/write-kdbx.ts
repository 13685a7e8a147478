import { createCipheriv, createHash, createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { salsa20 } from '@noble/ciphers/salsa.js'

/** A value of version 4's list of parameters: its type's number and its bytes. */
export type KdfValue = readonly [type: number, value: Uint8Array]

/** How {@link kdbxOf} writes a database. */
export interface KdbxShape {
  readonly version?: 3 | 4
  readonly cipher?: 'aes' | 'chacha20'
  readonly kdf?: 'aes' | 'argon2d' | 'argon2id'
  readonly isCompressed?: boolean
  readonly password?: string
  /** Instead of the parameters that the kind of derivation has. */
  readonly parameters?: Readonly<Record<string, KdfValue>>
  /** Fields of the header, by their numbers, that are otherwise than they should be; `undefined`: absent. */
  readonly fields?: Readonly<Record<number, Uint8Array | undefined>>
  /** What comes before the document in version 4. */
  readonly attachment?: Uint8Array
  /** What stands in the place of the packed document. */
  readonly payload?: Uint8Array
}

/** Turns a text into the base64 of its masked form; the texts of a document in their order. */
export type Mask = (text: string) => string

const seed = new Uint8Array(32).fill(1)
const kdfSeed = new Uint8Array(32).fill(2)
const maskKey = new Uint8Array(64).fill(3)
const startBytes = new Uint8Array(32).fill(4)
const ids = {
  aes: '31c1f2e6bf714350be5805216afc5aff',
  chacha20: 'd6038a2b8b6f4cb5a524339a31dbb59a',
  aesKdf: 'c9d9f39a628a4460bf740d08c18a4fea',
  argon2d: 'ef636ddf8c29444b91f7a9a403e30a0c',
  argon2id: '9e298b1956db4773b23dfc3ec6f0a1e6',
}
const rounds = 70_000

/** Little-endian. */
export function uint32(number: number): Uint8Array {
  return Uint8Array.of(number, number >>> 8, number >>> 16, number >>> 24)
}

/** Little-endian. */
export function uint64(number: number): Uint8Array {
  return Buffer.concat([uint32(number % 2 ** 32), uint32(Math.floor(number / 2 ** 32))])
}

/** Writes a KeePass 2 database with a password (https://keepass.info/help/kb/kdbx.html). */
export async function kdbxOf(document: (mask: Mask) => string, shape: KdbxShape = {}): Promise<Uint8Array> {
  const { version = 4, isCompressed = true, password = 'copper' } = shape
  const header = headerOf(shape)
  const transformed = await transform(sha256(sha256(Buffer.from(password))), shape)
  const key = sha256(seed, transformed)
  const xml = Buffer.from(document(maskOf(version)))
  if (version === 3) {
    const packed = shape.payload ?? (isCompressed ? gzipSync(xml) : xml)
    const parts = [part3(0, packed), part3(1, new Uint8Array())]
    return Buffer.concat([header, encrypt(Buffer.concat([startBytes, ...parts]), key, shape)])
  }
  const inner = [field(1, uint32(3)), field(2, maskKey), ...(shape.attachment ? [field(3, shape.attachment)] : [])]
  const content = Buffer.concat([...inner, field(0, new Uint8Array()), xml])
  const packed = shape.payload ?? (isCompressed ? gzipSync(content) : content)
  const macKey = createHash('sha512').update(seed).update(transformed).update(Uint8Array.of(1)).digest()
  const headerMac = hmac(new Uint8Array(8).fill(255), macKey, header)
  const sealed = encrypt(packed, key, shape)
  // Several parts, so that their order counts.
  const cut = Math.floor(sealed.length / 2)
  const parts = [sealed.subarray(0, cut), sealed.subarray(cut), new Uint8Array()]
  return Buffer.concat([header, sha256(header), headerMac, ...parts.map((part, place) => part4(place, part, macKey))])
}

function headerOf({
  version = 4,
  cipher = 'aes',
  isCompressed = true,
  parameters,
  fields,
  kdf,
}: KdbxShape): Uint8Array {
  const own: Record<number, Uint8Array | undefined> = {
    2: Buffer.from(ids[cipher], 'hex'),
    3: uint32(isCompressed ? 1 : 0),
    4: seed,
    7: new Uint8Array(cipher === 'aes' ? 16 : 12).fill(5),
    ...(version === 3
      ? { 5: kdfSeed, 6: uint64(rounds), 8: maskKey, 9: startBytes, 10: uint32(2) }
      : { 11: dictionary(parameters ?? parametersOf(kdf)) }),
    ...fields,
  }
  const written = Object.entries(own).flatMap(([id, value]) => (value ? [field(Number(id), value, version)] : []))
  const signature = Buffer.from('03d9a29a67fb4bb5', 'hex')
  return Buffer.concat([signature, uint32(version * 65_536), ...written, field(0, Buffer.from('\r\n\r\n'), version)])
}

function field(id: number, value: Uint8Array, version = 4): Uint8Array {
  return Buffer.concat([Uint8Array.of(id), uint32(value.length).subarray(0, version === 3 ? 2 : 4), value])
}

/** The parameters of version 4, of which tests may change some. */
export function parametersOf(kdf: KdbxShape['kdf'] = 'aes'): Readonly<Record<string, KdfValue>> {
  if (kdf === 'aes') {
    return { $UUID: [0x42, Buffer.from(ids.aesKdf, 'hex')], R: [5, uint64(rounds)], S: [0x42, kdfSeed] }
  }
  return {
    $UUID: [0x42, Buffer.from(ids[kdf], 'hex')],
    S: [0x42, kdfSeed],
    P: [4, uint32(2)],
    M: [5, uint64(1024 * 1024)],
    I: [5, uint64(2)],
    V: [4, uint32(0x13)],
  }
}

function dictionary(values: Readonly<Record<string, KdfValue>>): Uint8Array {
  const entries = Object.entries(values).map(([name, [type, value]]) =>
    Buffer.concat([Uint8Array.of(type), uint32(name.length), Buffer.from(name), uint32(value.length), value]),
  )
  return Buffer.concat([Uint8Array.of(0, 1), ...entries, Uint8Array.of(0)])
}

async function transform(key: Uint8Array, { kdf = 'aes' }: KdbxShape): Promise<Uint8Array> {
  if (kdf !== 'aes') {
    // With the first that asks: Playwright cannot load it, and never asks.
    const { nodeArgon2id } = await import('./kdf.ts')
    return (await nodeArgon2id())(key, { name: kdf, salt: kdfSeed, m: 1024, t: 2, p: 2, v: 19 })
  }
  const ecb = createCipheriv('aes-256-ecb', kdfSeed, null).setAutoPadding(false)
  let current = key
  for (let round = 0; round < rounds; round += 1) current = ecb.update(current)
  return sha256(current)
}

function encrypt(content: Uint8Array, key: Uint8Array, { cipher = 'aes' }: KdbxShape): Uint8Array {
  const aes = () => createCipheriv('aes-256-cbc', key, new Uint8Array(16).fill(5))
  const chacha = () => createCipheriv('chacha20', key, Buffer.concat([uint32(0), new Uint8Array(12).fill(5)]))
  const sealing = cipher === 'aes' ? aes() : chacha()
  return Buffer.concat([sealing.update(content), sealing.final()])
}

function part3(number: number, part: Uint8Array): Uint8Array {
  const hash = part.length === 0 ? new Uint8Array(32) : sha256(part)
  return Buffer.concat([uint32(number), hash, uint32(part.length), part])
}

function part4(number: number, part: Uint8Array, macKey: Uint8Array): Uint8Array {
  const length = uint32(part.length)
  return Buffer.concat([hmac(uint64(number), macKey, uint64(number), length, part), length, part])
}

function hmac(number: Uint8Array, macKey: Uint8Array, ...signed: readonly Uint8Array[]): Uint8Array {
  const key = createHash('sha512').update(number).update(macKey).digest()
  return createHmac('sha256', key).update(Buffer.concat(signed)).digest()
}

function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return createHash('sha256').update(Buffer.concat(parts)).digest()
}

function maskOf(version: 3 | 4): Mask {
  const stream = version === 3 ? salsaStream() : chachaStream()
  let at = 0
  return (text) => {
    const bytes = Buffer.from(text)
    const masked = bytes.map((byte, place) => byte ^ (stream[at + place] ?? 0))
    at += bytes.length
    return Buffer.from(masked).toString('base64')
  }
}

function salsaStream(): Uint8Array {
  return salsa20(sha256(maskKey), Buffer.from('e830094b97205d2a', 'hex'), new Uint8Array(65_536))
}

function chachaStream(): Uint8Array {
  const key = createHash('sha512').update(maskKey).digest()
  const iv = Buffer.concat([uint32(0), key.subarray(32, 44)])
  return createCipheriv('chacha20', key.subarray(0, 32), iv).update(new Uint8Array(65_536))
}
