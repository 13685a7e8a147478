import { constants, crc32, deflateRawSync } from 'node:zlib'
import {
  configure,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipWriter,
  type ZipWriterConstructorOptions,
} from '@zip.js/zip.js'

configure({ useWebWorkers: false })

/** How the members are packed: as they are, for a password in WinZip's or in the older way. */
export type Packing = Pick<ZipWriterConstructorOptions, 'password' | 'zipCrypto' | 'encryptionStrength' | 'level'>

/** Makes an archive of these members, in their order. */
export async function zipOf(
  members: Readonly<Record<string, string | Uint8Array>>,
  packing: Packing = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { ...packing, extendedTimestamp: false })
  for (const [path, content] of Object.entries(members)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    await writer.add(path, path.endsWith('/') ? undefined : new Uint8ArrayReader(bytes), {
      directory: path.endsWith('/'),
    })
  }
  return Uint8Array.from(await writer.close())
}

/** Says in the directory and in the members' own heads that each has this many bytes unpacked. */
export function withClaimedSize(archive: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(archive)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at + 4 <= bytes.length; at++) {
    const signature = view.getUint32(at, true)
    if (signature === 0x0403_4b50) view.setUint32(at + 22, size, true)
    if (signature === 0x0201_4b50) view.setUint32(at + 24, size, true)
  }
  return bytes
}

/** A member as it lies in the archive. */
interface PackedMember {
  readonly path: string
  /** Deflated. */
  readonly packed: Uint8Array
  readonly crc: number
  /** Bytes unpacked. */
  readonly size: number
}

const mebibyte = 1024 * 1024
const oneOfZeros = new Uint8Array(mebibyte)
/** Whole blocks up to the end of a byte, none of them the last: as many as one likes in a row are a stream. */
let packedZeros: Uint8Array | undefined
const lastBlock = Uint8Array.of(3, 0)

/** Makes an archive of members that are nothing but zeros, so many MiB of them: gigabytes in no time. */
export function zipOfZeros(mebibytes: Readonly<Record<string, number>>): Uint8Array<ArrayBuffer> {
  packedZeros ??= deflateRawSync(oneOfZeros, { level: 9, finishFlush: constants.Z_FULL_FLUSH })
  const zeros = packedZeros
  return zipOfPacked(
    Object.entries(mebibytes).map(([path, count]) => {
      const blocks = Array.from({ length: count }, () => zeros)
      const crc = blocks.reduce((sum) => crc32(oneOfZeros, sum), 0)
      return { path, packed: Buffer.concat([...blocks, lastBlock]), crc, size: count * mebibyte }
    }),
  )
}

/** Makes an archive of so many empty members, named by their places from 0. */
export function zipOfNothing(members: number): Uint8Array<ArrayBuffer> {
  return zipOfPacked(
    Array.from({ length: members }, (_, at) => ({ path: `${at}`, packed: lastBlock, crc: 0, size: 0 })),
  )
}

/** Lays the bytes by hand (APPNOTE 4.3): ZipWriter packs what is known already, and takes a second for 2,000 members. */
function zipOfPacked(members: readonly PackedMember[]): Uint8Array<ArrayBuffer> {
  let at = 0
  const laid = members.map(({ path, packed, crc, size }) => {
    const name = Buffer.from(path)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(8, 4)
    about.writeUInt32LE(crc, 10)
    about.writeUInt32LE(packed.length, 14)
    about.writeUInt32LE(size, 18)
    about.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), about, name, packed])
    at += local.length
    return { local, listed: Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), about, place, name]) }
  })
  const directory = Buffer.concat(laid.map(({ listed }) => listed))
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Uint8Array.from(Buffer.concat([...laid.map(({ local }) => local), directory, end]))
}

/**
 * Whether a password passes ZipCrypto's own check of the first member, which is one byte (APPNOTE 6.1): the right one
 * does, and one wrong one in 256.
 */
export function passesZipCryptoCheck(archive: Uint8Array, password: string): boolean {
  const view = new DataView(archive.buffer, archive.byteOffset)
  const keys = [0x1234_5678, 0x2345_6789, 0x3456_7890] as [number, number, number]
  for (const byte of new TextEncoder().encode(password)) turnKeys(keys, byte)
  let last = 0
  const start = 30 + view.getUint16(26, true) + view.getUint16(28, true)
  for (const byte of archive.subarray(start, start + 12)) {
    const mask = (keys[2] | 2) & 0xffff
    last = (byte ^ (Math.imul(mask, mask ^ 1) >>> 8)) & 0xff
    turnKeys(keys, last)
  }
  const sizesFollow = (view.getUint16(6, true) & 8) !== 0
  return last === view.getUint8(sizesFollow ? 11 : 17)
}

function turnKeys(keys: [number, number, number], byte: number): void {
  keys[0] = crcStep(keys[0], byte)
  keys[1] = (Math.imul(keys[1] + (keys[0] & 0xff), 134_775_813) + 1) >>> 0
  keys[2] = crcStep(keys[2], keys[1] >>> 24)
}

/** One byte of CRC-32, without the turning over at both ends. */
function crcStep(crc: number, byte: number): number {
  return ~crc32(Uint8Array.of(byte), ~crc >>> 0) >>> 0
}
