import { readScannedTexts, type TransferProgress } from '../../../transfer/index.ts'
import { isTransferLink } from './pasted-links.ts'
import { sortCodes, type OtherKind } from './sort-codes.ts'

/** What a camera has seen so far. */
export interface Scanned {
  /** Texts that accounts come from. */
  readonly accounts: readonly string[]
  /** Codes of a transfer, as far as they go. */
  readonly transfer: TransferProgress | undefined
  /** What the last code of another kind was. */
  readonly other: OtherKind | 'damaged-transfer' | undefined
  /** There is nothing more to look for. */
  readonly isWhole: boolean
}

/** Before the first frame, with the codes of a transfer that were read elsewhere. */
export function nothingScanned(before: readonly string[] = []): Scanned {
  return { accounts: before, transfer: progressOf(before), other: undefined, isWhole: false }
}

/**
 * Adds what one frame shows. An account ends the search; the codes of a transfer end it together.
 *
 * @returns The same object where nothing is new.
 */
export function scan(so: Scanned, texts: readonly string[]): Scanned {
  const { accounts: seen, others } = sortCodes(texts)
  const fresh = seen.filter((text) => !so.accounts.includes(text))
  const accounts = fresh.filter((text) => !isTransferLink(text) || progressOf([text]) !== undefined)
  if (accounts.length > 0) {
    const all = [...so.accounts, ...accounts]
    const transfer = progressOf(all)
    const isWhole = accounts.some((text) => !isTransferLink(text)) || transfer?.missing.length === 0
    return { accounts: all, transfer, other: undefined, isWhole }
  }
  const other = fresh.length > 0 ? 'damaged-transfer' : seen.length > 0 ? undefined : others[0]
  return other === so.other ? so : { ...so, other }
}

function progressOf(texts: readonly string[]): TransferProgress | undefined {
  // The time stands for what key URIs do not say, and these are none.
  return readScannedTexts(texts.filter(isTransferLink), { now: 0 }).transfer
}
