import { encodeHex } from '../../encoding/index.ts'
import { TransferError } from '../errors.ts'
import { createByteReader, type ByteReader } from './byte-reader.ts'
import { kdfOfDictionary, kdfOfRounds, type KdbxKdf } from './kdbx-kdf.ts'

/** How the content of a database is encrypted. */
type KdbxCipher = 'aes-256' | 'chacha20' | 'twofish'

/** What stands before the encrypted part of a KeePass database (https://keepass.info/help/kb/kdbx.html). */
export interface KdbxHeader {
  /** Of the format; there are differences in everything. */
  readonly version: 3 | 4
  readonly cipher: KdbxCipher
  readonly isCompressed: boolean
  readonly kdf: KdbxKdf
  readonly masterSeed: Uint8Array
  readonly iv: Uint8Array
  /** Version 3: how the passwords in the document are masked, and what the content begins with. */
  readonly innerStream: { readonly id: number; readonly key: Uint8Array } | undefined
  readonly startBytes: Uint8Array
  /** The header as it stands in the file: version 4 signs it. */
  readonly bytes: Uint8Array
  /** What follows. */
  readonly body: Uint8Array
}

const ciphers: ReadonlyMap<string, readonly [cipher: KdbxCipher, ivBytes: number]> = new Map([
  ['31c1f2e6bf714350be5805216afc5aff', ['aes-256', 16]],
  ['d6038a2b8b6f4cb5a524339a31dbb59a', ['chacha20', 12]],
  ['ad68f29f576f4bb9a36ad47af965346c', ['twofish', 16]],
])

/** Numbers of the header's fields. */
const fields = {
  end: 0,
  cipher: 2,
  compression: 3,
  masterSeed: 4,
  transformSeed: 5,
  transformRounds: 6,
  iv: 7,
  innerKey: 8,
  startBytes: 9,
  innerStream: 10,
  kdf: 11,
}

/** The last byte but three of the signature: KeePass 1 has another. */
const keePass1 = 0x65

/**
 * Reads the header of a KeePass 2 database; everything in it is checked but the signature of version 4.
 *
 * @throws {@link TransferError} `transfer/damaged`, `transfer/limits`, `transfer/unsupported`.
 */
export function readKdbxHeader(bytes: Uint8Array): KdbxHeader {
  const reader = createByteReader(bytes)
  const signature = reader.bytes(8)
  if (signature[4] === keePass1) throw unsupported('a database of KeePass 1')
  reader.uint16()
  const version = reader.uint16()
  if (version !== 3 && version !== 4) throw unsupported('another version of the format')
  const read = readFields(reader, version)
  const headerBytes = bytes.subarray(0, reader.position())
  const field = (id: number, length: number): Uint8Array => sized(read.get(id), length)
  const [cipher, ivBytes] = ciphers.get(encodeHex(field(fields.cipher, 16))) ?? []
  if (cipher === undefined || ivBytes === undefined) throw unsupported('an unknown cipher')
  const compression = numberOf(field(fields.compression, 4))
  if (compression > 1) throw unsupported('an unknown compression')
  const isOld = version === 3
  return {
    version,
    cipher,
    isCompressed: compression === 1,
    kdf: isOld
      ? kdfOfRounds(field(fields.transformSeed, 32), field(fields.transformRounds, 8))
      : kdfOfDictionary(createByteReader(read.get(fields.kdf) ?? new Uint8Array())),
    masterSeed: field(fields.masterSeed, 32),
    iv: field(fields.iv, ivBytes),
    innerStream: isOld
      ? { id: numberOf(field(fields.innerStream, 4)), key: read.get(fields.innerKey) ?? new Uint8Array() }
      : undefined,
    startBytes: isOld ? field(fields.startBytes, 32) : new Uint8Array(),
    bytes: headerBytes,
    body: reader.rest(),
  }
}

function readFields(reader: ByteReader, version: 3 | 4): ReadonlyMap<number, Uint8Array> {
  const read = new Map<number, Uint8Array>()
  for (;;) {
    const id = reader.uint8()
    const value = reader.bytes(version === 3 ? reader.uint16() : reader.uint32())
    if (id === fields.end) return read
    read.set(id, value)
  }
}

function sized(value: Uint8Array | undefined, length: number): Uint8Array {
  if (value?.length !== length) throw new TransferError('transfer/damaged', 'a field of the header cannot be')
  return value
}

function numberOf(bytes: Uint8Array): number {
  return createByteReader(bytes).uint32()
}

function unsupported(message: string): TransferError {
  return new TransferError('transfer/unsupported', message)
}
