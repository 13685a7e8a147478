import {
  configure,
  ERR_ENCRYPTED,
  ERR_INVALID_PASSWORD,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  type Entry,
} from '@zip.js/zip.js/lib/zip-core-native.js'
import { TransferError } from '../errors.ts'
import type { ExportFile, ZipMember } from '../format.ts'

// Everything here runs in a worker already.
configure({ useWebWorkers: false })

/** Members that are looked at; a hundred thousand empty ones would take minutes. */
const maxMembers = 2000

/** Bytes of all members together: what an archive that is no bomb has. */
const maxUnpackedBytes = 64 * 1024 * 1024

/**
 * Reads the directory of an archive.
 *
 * @throws {@link TransferError} `transfer/damaged`, `transfer/too-many`.
 */
export function readZipDirectory(bytes: Uint8Array): Promise<readonly ZipMember[]> {
  return withEntries(bytes, async (entries) =>
    entries.map(({ filename, encrypted }) => ({ path: filename, encrypted })),
  )
}

/**
 * Unpacks the members that are wanted: ZipCrypto and WinZip AES where there is a password, stored or deflated.
 *
 * @param wants - Says by path which members.
 * @throws {@link TransferError} `transfer/wrong-password` (a missing one, too), `transfer/too-large`, `transfer/damaged`.
 */
export function readZipMembers(
  bytes: Uint8Array,
  wants: (path: string) => boolean,
  { password, signal }: { readonly password?: string; readonly signal?: AbortSignal | undefined } = {},
): Promise<readonly ExportFile[]> {
  return withEntries(bytes, async (entries) => {
    const wanted = entries.filter((entry) => !entry.directory && wants(entry.filename))
    // Before any is unpacked, where the sizes that they say are enough to refuse them.
    if (wanted.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0) > maxUnpackedBytes) throw tooLarge()
    const files: ExportFile[] = []
    let left = maxUnpackedBytes
    for (const entry of wanted) {
      const unpacked = await unpack(entry, left, password, signal)
      left -= unpacked.length
      files.push({ name: entry.filename, bytes: unpacked })
    }
    return files
  })
}

async function withEntries<T>(bytes: Uint8Array, use: (entries: readonly Entry[]) => Promise<T>): Promise<T> {
  // No name is ever used as a path: those that would lead out of a folder are only shown.
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { filenameValidation: 'tolerant' })
  try {
    const entries: Entry[] = []
    for await (const entry of reader.getEntriesGenerator()) {
      if (entries.length === maxMembers)
        throw new TransferError('transfer/too-many', 'the archive has too many members')
      entries.push(entry)
    }
    return await use(entries)
  } catch (error) {
    throw refusalOf(error)
  } finally {
    await reader.close()
  }
}

async function unpack(
  entry: Entry,
  mostBytes: number,
  password: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  if (entry.directory) return new Uint8Array()
  const writer = new BoundedWriter(mostBytes)
  // Without the signature check, every 256th wrong password of ZipCrypto would give noise.
  const options = { checkSignature: true, ...(password !== undefined && { password }), ...(signal && { signal }) }
  try {
    return await entry.getData(writer, options)
  } catch (error) {
    // Its check is one byte: of 256 wrong passwords one comes as far as the content, which then is noise.
    if (entry.zipCrypto && !(error instanceof TransferError) && !isAbort(error)) throw wrongPassword(error)
    throw error
  }
}

/** Believes the bytes and not the size that the directory names. */
class BoundedWriter extends Uint8ArrayWriter {
  #left: number

  constructor(mostBytes: number) {
    super()
    this.#left = mostBytes
  }

  override async writeUint8Array(chunk: Uint8Array): Promise<void> {
    this.#left -= chunk.length
    if (this.#left < 0) throw tooLarge()
    await super.writeUint8Array(chunk)
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof TransferError || !(error instanceof Error) || isAbort(error)) return error
  if (error.message === ERR_INVALID_PASSWORD || error.message === ERR_ENCRYPTED) return wrongPassword(error)
  return new TransferError('transfer/damaged', 'the archive cannot be read', { cause: error })
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

function tooLarge(): TransferError {
  return new TransferError('transfer/too-large', 'the archive is too large unpacked')
}

function wrongPassword(cause: unknown): TransferError {
  return new TransferError('transfer/wrong-password', 'the password does not open the archive', { cause })
}
