import { cbc } from '@noble/ciphers/aes.js'
import { chacha20 } from '@noble/ciphers/chacha.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import type { Argon2 } from '../../crypto/index.ts'
import { equalBytes } from '../../encoding/index.ts'
import { TransferError } from '../errors.ts'
import { createByteReader, type ByteReader } from './byte-reader.ts'
import { gunzip } from './gunzip.ts'
import type { KdbxHeader } from './kdbx-header.ts'
import { transformKey } from './kdbx-kdf.ts'
import { createUnmask, type Unmask } from './kdbx-mask.ts'

/** The document of a database, and what opens the values in it that are masked. */
export interface KdbxDocument {
  readonly xml: string
  readonly unmask: Unmask
}

/** Bytes of the largest document: attachments of a file of 64 MiB become a third larger in it. */
const maxUnpackedBytes = 128 * 1024 * 1024

/** The end of the parts of version 4, as their number is for the header. */
const headerPart = new Uint8Array(8).fill(0xff)

/**
 * Decrypts a KeePass 2 database (https://keepass.info/help/kb/kdbx.html) with a password alone. Whether a key file belongs
 * to it is said nowhere: without it, the password is wrong.
 *
 * @throws {@link TransferError} `transfer/wrong-password`; `transfer/damaged` where the password is known to be right;
 *   `transfer/too-large`, `transfer/unsupported`.
 */
export async function openKdbx(
  header: KdbxHeader,
  password: string,
  argon2: Argon2,
  signal?: AbortSignal,
): Promise<KdbxDocument> {
  const composite = sha256(sha256(new TextEncoder().encode(password)))
  const transformed = await transformKey(composite, header.kdf, argon2, signal)
  signal?.throwIfAborted()
  const key = sha256(joined(header.masterSeed, transformed))
  if (header.version === 3) return openVersion3(header, key)
  return openVersion4(header, key, sha512(joined(header.masterSeed, transformed, Uint8Array.of(1))))
}

/** Decrypted, then cut into parts with a hash each. */
async function openVersion3(header: KdbxHeader, key: Uint8Array): Promise<KdbxDocument> {
  const content = createByteReader(await decrypt(header, key, header.body))
  if (!equalBytes(content.bytes(32), header.startBytes)) throw wrongPassword()
  const parts: Uint8Array[] = []
  for (;;) {
    const number = content.uint32()
    const hash = content.bytes(32)
    const part = content.bytes(content.uint32())
    if (number !== parts.length) throw damaged('the parts are out of order')
    if (part.length === 0) break
    if (!equalBytes(sha256(part), hash)) throw damaged('a part has another hash')
    parts.push(part)
  }
  const { id, key: maskKey } = header.innerStream ?? { id: 0, key: new Uint8Array() }
  const xml = await unpacked(header, joined(...parts))
  return { xml: new TextDecoder().decode(xml), unmask: createUnmask(id, maskKey) }
}

/** Cut into parts with a code each, then decrypted. */
async function openVersion4(header: KdbxHeader, key: Uint8Array, macKey: Uint8Array): Promise<KdbxDocument> {
  const body = createByteReader(header.body)
  if (!equalBytes(sha256(header.bytes), body.bytes(32))) throw damaged('the header has another hash')
  if (!equalBytes(hmac(sha256, partKey(headerPart, macKey), header.bytes), body.bytes(32))) throw wrongPassword()
  const decrypted = await decrypt(header, key, joined(...readParts(body, macKey)))
  const padding = header.cipher === 'chacha20' ? 0 : (decrypted.at(-1) ?? 0)
  const content = createByteReader(await unpacked(header, decrypted.subarray(0, decrypted.length - padding)))
  const { id, key: maskKey } = readInnerHeader(content)
  return { xml: new TextDecoder().decode(content.rest()), unmask: createUnmask(id, maskKey) }
}

function readParts(body: ByteReader, macKey: Uint8Array): readonly Uint8Array[] {
  const parts: Uint8Array[] = []
  for (;;) {
    const mac = body.bytes(32)
    const head = new Uint8Array(12)
    const view = new DataView(head.buffer)
    view.setUint32(0, parts.length, true)
    const length = body.uint32()
    view.setUint32(8, length, true)
    const part = body.bytes(length)
    const signed = hmac(sha256, partKey(head.subarray(0, 8), macKey), joined(head, part))
    if (!equalBytes(signed, mac)) throw damaged('a part is not authentic')
    if (length === 0) return parts
    parts.push(part)
  }
}

/** @param number - 8 bytes, little-endian. */
function partKey(number: Uint8Array, macKey: Uint8Array): Uint8Array {
  return sha512(joined(number, macKey))
}

async function decrypt({ cipher, iv }: KdbxHeader, key: Uint8Array, content: Uint8Array): Promise<Uint8Array> {
  if (cipher === 'chacha20') return chacha20(key, iv, content)
  if (content.length === 0 || content.length % 16 !== 0) throw damaged('the content does not consist of whole blocks')
  // What pads the last block stands behind the end of the content: a wrong one says nothing about the password.
  if (cipher === 'aes-256') return cbc(key, iv, { disablePadding: true }).decrypt(content)
  const { decryptTwofishCbc } = await import('./twofish-cbc.ts')
  return decryptTwofishCbc(key, iv, content)
}

/** What version 4 has before the document: the mask of its values, and attachments, which are passed over. */
function readInnerHeader(content: ByteReader): { readonly id: number; readonly key: Uint8Array } {
  let id = 0
  let key = new Uint8Array()
  for (;;) {
    const field = content.uint8()
    const value = content.bytes(content.uint32())
    if (field === 0) return { id, key }
    if (field === 1) id = createByteReader(value).uint32()
    if (field === 2) key = Uint8Array.from(value)
  }
}

async function unpacked({ isCompressed }: KdbxHeader, bytes: Uint8Array): Promise<Uint8Array> {
  return isCompressed ? gunzip(bytes, maxUnpackedBytes) : bytes
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function wrongPassword(): TransferError {
  return new TransferError('transfer/wrong-password', 'the password, or a key file that is missing')
}

function damaged(message: string): TransferError {
  return new TransferError('transfer/damaged', message)
}
