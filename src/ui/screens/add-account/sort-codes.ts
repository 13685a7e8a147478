import { whatIsIt, type CodeTextKind } from '../../../qr/index.ts'
import { scanText } from '../../messages/scan.ts'
import type { FoundCodes } from './found-codes.ts'

/** What texts of codes are, for those who add accounts. */
export interface SortedCodes {
  /** Links of accounts and of transfers; a bare key where there is none. */
  readonly accounts: readonly string[]
  /** What the others hold, each kind once. */
  readonly others: readonly OtherKind[]
}

/** What no account comes from. */
export type OtherKind = Exclude<CodeTextKind, 'key-uri' | 'google-transfer'>

/** Sorts what was seen. Nothing of it is opened. */
export function sortCodes(texts: Iterable<string>): SortedCodes {
  const accounts: string[] = []
  const keys: string[] = []
  const others = new Set<OtherKind>()
  for (const text of new Set(texts)) {
    const kind = whatIsIt(text)
    if (kind === 'key-uri' || kind === 'google-transfer') accounts.push(text)
    else if (kind === 'secret') keys.push(text)
    else others.add(kind)
  }
  // Beside a link, a serial number looks like a key, too.
  const [key] = keys
  if (accounts.length > 0 || key === undefined)
    return { accounts, others: [...others, ...keys.map(() => 'secret' as const)] }
  return { accounts: [key], others: [...others] }
}

/** What was seen, with a sentence for each thing that is no account. `undefined`: no account is among it. */
export function foundCodes(texts: readonly string[], remarks: readonly string[] = []): FoundCodes | undefined {
  const { accounts, others } = sortCodes(texts)
  if (accounts.length === 0) return undefined
  return { accounts, remarks: [...others.map((kind) => scanText().otherSeen(kind)), ...remarks] }
}
