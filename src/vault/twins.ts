import { equalBytes } from '../encoding/index.ts'
import type { OtpParameters } from '../otp/index.ts'
import { hasSameCodes } from './account-changes.ts'
import type { AccountContent } from './account-record.ts'
import type { VaultState } from './vault-state.ts'

/** Accounts by a hash of their secrets: an import of ten thousand must not compare each with each. */
type Buckets = ReadonlyMap<number, readonly AccountContent[]>

const bucketsOf = new WeakMap<VaultState, Buckets>()

/** Accounts outside the bin that give the same codes: same type, secret, algorithm, digits and period. */
export function twinsIn(state: VaultState, parameters: OtpParameters): readonly AccountContent[] {
  const bucket = bucketsFor(state).get(bucketOf(parameters.secret)) ?? []
  return bucket.filter(({ account }) => hasSameCodes(account, parameters))
}

/** Accounts outside the bin that have this secret, whatever they make of it. */
export function holdersIn(state: VaultState, secret: Uint8Array): readonly AccountContent[] {
  const bucket = bucketsFor(state).get(bucketOf(secret)) ?? []
  return bucket.filter(({ account }) => equalBytes(account.secret, secret))
}

function bucketsFor(state: VaultState): Buckets {
  const known = bucketsOf.get(state)
  if (known !== undefined) return known
  const buckets = new Map<number, AccountContent[]>()
  for (const content of state.accounts()) {
    const hash = bucketOf(content.account.secret)
    const bucket = buckets.get(hash)
    if (bucket === undefined) buckets.set(hash, [content])
    else bucket.push(content)
  }
  bucketsOf.set(state, buckets)
  return buckets
}

/** FNV-1a, 32 bits: spreads secrets over buckets without making texts of them that nobody could zero. */
function bucketOf(secret: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of secret) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash
}
