import { CryptoError, parseHeader, writerVersion, type VaultHeader } from '../crypto/index.ts'

/** The header that counts among stored copies: of those that can be read, the one with the highest epoch. */
export function pickHeader(copies: readonly unknown[]): VaultHeader | undefined {
  return copies
    .map((copy) => readCopy(copy).header)
    .filter((header) => header !== undefined)
    .reduce<VaultHeader | undefined>((best, header) => (best && best.epoch >= header.epoch ? best : header), undefined)
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
