import { CryptoError, parseHeader, writerVersion, type VaultHeader } from '../crypto/index.ts'
import { VaultError } from './errors.ts'

/** What the stored copies of the header say, the highest epoch first, and once where they agree. */
export function headersIn(copies: readonly unknown[]): readonly VaultHeader[] {
  const headers = copies.map((copy) => readCopy(copy).header).filter((header) => header !== undefined)
  const distinct = new Map(headers.map((header) => [JSON.stringify(header), header]))
  return [...distinct.values()].toSorted((a, b) => b.epoch - a.epoch)
}

/** The header that counts until the manifest has been asked: of those that can be read, the one with the highest epoch. */
export function pickHeader(copies: readonly unknown[]): VaultHeader | undefined {
  return headersIn(copies)[0]
}

/** What one of several headers opened, and which it was. */
export interface OpenedBy<T> {
  readonly header: VaultHeader
  readonly opened: T
}

/**
 * Tries one header after the other: a slot may be damaged in one copy and sound in the other.
 *
 * @param headers - As from {@link headersIn}; mostly one.
 * @returns `undefined`: what was tried fits none.
 * @throws What `open` throws, at once; `vault/damaged` only where no other header opens.
 */
export async function openFirst<T>(
  headers: readonly VaultHeader[],
  open: (header: VaultHeader) => Promise<T | undefined>,
): Promise<OpenedBy<T> | undefined> {
  let damage: VaultError | undefined
  for (const header of headers) {
    try {
      const opened = await open(header)
      if (opened !== undefined) return { header, opened }
    } catch (error) {
      if (!(error instanceof VaultError) || error.code !== 'vault/damaged') throw error
      damage ??= error
    }
  }
  if (damage !== undefined) throw damage
  return undefined
}

/** Whether both copies are there, can be read and say the same, as every write leaves them. */
export function areHeadersWhole(copies: readonly unknown[]): boolean {
  const texts = copies.map((copy) => JSON.stringify(readCopy(copy).header))
  return texts.length >= 2 && texts.every((text) => text !== undefined && text === texts[0])
}

/** Whether a copy is of a format version above ours, which explains why none can be read. */
export function isOfNewerFormat(copies: readonly unknown[]): boolean {
  return copies.some((copy) => readCopy(copy).code === 'crypto/header-version')
}

/** Whether the header says that only newer versions than this one may write. */
export function needsNewerWriter(header: VaultHeader): boolean {
  return header.minWriter > writerVersion
}

function readCopy(copy: unknown): { readonly header?: VaultHeader; readonly code?: string } {
  try {
    return { header: parseHeader(copy) }
  } catch (error) {
    if (error instanceof CryptoError) return { code: error.code }
    throw error
  }
}
