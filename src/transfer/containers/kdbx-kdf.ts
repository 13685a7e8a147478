import { sha256 } from '@noble/hashes/sha2.js'
import type { Argon2 } from '../../crypto/index.ts'
import { encodeHex } from '../../encoding/index.ts'
import { TransferError } from '../errors.ts'
import type { ByteReader } from './byte-reader.ts'

/** How a database's key comes of its password, within bounds. */
export type KdbxKdf =
  | { readonly name: 'aes'; readonly seed: Uint8Array; readonly rounds: number }
  | {
      readonly name: 'argon2d' | 'argon2id'
      readonly salt: Uint8Array
      /** KiB. */
      readonly memory: number
      readonly passes: number
      readonly lanes: number
      readonly version: 16 | 19
    }

/** What KeePassXC lets a person type. */
const maxRounds = 1_000_000_000

/** KiB: 1 GiB, the most that was ever met, and what a browser gives at once. */
const maxMemory = 1024 * 1024

/** KiB times passes: 32 GiB is about a minute here, where the apps propose one second on a fast computer. */
const maxWork = 32 * 1024 * 1024

/** More threads than KeePassXC takes of any computer. */
const maxLanes = 128

const kdfIds: ReadonlyMap<string, KdbxKdf['name']> = new Map([
  // Written by version 3.1 and by version 4; they mean the same.
  ['c9d9f39a628a4460bf740d08c18a4fea', 'aes'],
  ['7c02bb8279a74ac0927d114a00648238', 'aes'],
  ['ef636ddf8c29444b91f7a9a403e30a0c', 'argon2d'],
  ['9e298b1956db4773b23dfc3ec6f0a1e6', 'argon2id'],
])

/**
 * The parameters of version 3.
 *
 * @param rounds - 8 bytes.
 * @throws {@link TransferError} `transfer/limits`.
 */
export function kdfOfRounds(seed: Uint8Array, rounds: Uint8Array): KdbxKdf {
  return { name: 'aes', seed, rounds: bounded(numberOf(rounds), maxRounds) }
}

/**
 * The parameters of version 4: a list of names and values with types.
 *
 * @throws {@link TransferError} `transfer/damaged`, `transfer/limits`, `transfer/unsupported`.
 */
export function kdfOfDictionary(reader: ByteReader): KdbxKdf {
  const values = readDictionary(reader)
  const value = (name: string): Uint8Array => {
    const found = values.get(name)
    if (found === undefined) throw new TransferError('transfer/damaged', 'a parameter of the key derivation is missing')
    return found
  }
  const number = (name: string): number => numberOf(value(name))
  const name = kdfIds.get(encodeHex(value('$UUID')))
  // Argon2's secret and associated data: no app writes them.
  if (name === undefined || values.has('K') || values.has('A')) {
    throw new TransferError('transfer/unsupported', 'an unknown key derivation')
  }
  if (name === 'aes') {
    if (value('S').length !== 32) throw new TransferError('transfer/damaged', 'the seed cannot be')
    return { name, seed: value('S'), rounds: bounded(number('R'), maxRounds) }
  }
  const lanes = bounded(number('P'), maxLanes)
  const memory = bounded(Math.floor(number('M') / 1024), maxMemory)
  const passes = bounded(number('I'), maxWork / Math.max(memory, 1))
  const version = number('V')
  const canBe = lanes > 0 && passes > 0 && memory >= 8 * lanes && value('S').length >= 8
  if (!canBe || (version !== 16 && version !== 19)) throw new TransferError('transfer/limits', 'no Argon2 has these')
  return { name, salt: value('S'), memory, passes, lanes, version }
}

function readDictionary(reader: ByteReader): ReadonlyMap<string, Uint8Array> {
  const values = new Map<string, Uint8Array>()
  if (reader.uint16() >> 8 !== 1) throw new TransferError('transfer/unsupported', 'an unknown list of parameters')
  while (reader.uint8() !== 0) {
    const name = new TextDecoder().decode(reader.bytes(reader.uint32()))
    values.set(name, reader.bytes(reader.uint32()))
  }
  return values
}

/** Of 4 or 8 bytes; those beyond 2^53 lose their last digits, and are out of bounds anyhow. */
function numberOf(bytes: Uint8Array): number {
  return bytes.reduceRight((number, byte) => number * 256 + byte, 0)
}

function bounded(number: number, most: number): number {
  if (number > most) throw new TransferError('transfer/limits', 'the key derivation asks for too much')
  return number
}

/** Bytes that {@link transformKey} takes at once. */
export function kdfMemoryBytes(kdf: KdbxKdf): number {
  return kdf.name === 'aes' ? 0 : kdf.memory * 1024
}

/**
 * Makes the 32 bytes of the password, which may take seconds.
 *
 * @param key - 32 bytes.
 */
export async function transformKey(
  key: Uint8Array,
  kdf: KdbxKdf,
  argon2: Argon2,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  if (kdf.name !== 'aes') {
    const { name, salt, memory: m, passes: t, lanes: p, version: v } = kdf
    return argon2(key, { name, salt, m, t, p, v })
  }
  const aes = await crypto.subtle.importKey('raw', new Uint8Array(kdf.seed), 'AES-CBC', false, ['encrypt'])
  const first = await encryptOver(key.subarray(0, 16), aes, kdf.rounds, signal)
  const second = await encryptOver(key.subarray(16), aes, kdf.rounds, signal)
  return sha256(Uint8Array.of(...first, ...second))
}

/** Blocks at once: 1 MiB. */
const stepRounds = 65_536

/** Encrypts a block again and again. CBC over zeros does just that, and far faster than a call for each round. */
async function encryptOver(
  block: Uint8Array,
  key: CryptoKey,
  rounds: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const zeros = new Uint8Array(stepRounds * 16)
  let current = block
  for (let left = rounds; left > 0; left -= stepRounds) {
    signal?.throwIfAborted()
    const now = Math.min(left, stepRounds)
    const parameters = { name: 'AES-CBC', iv: new Uint8Array(current) }
    const blocks = await crypto.subtle.encrypt(parameters, key, zeros.subarray(0, now * 16))
    // The last one is padding.
    current = new Uint8Array(blocks, (now - 1) * 16, 16)
  }
  return current
}
