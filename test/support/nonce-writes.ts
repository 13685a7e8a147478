import { deriveVaultKeys, sealRecord, systemRandom } from '../../src/crypto/index.ts'
import { encodeBase64url } from '../../src/encoding/index.ts'

/** What many writes of the same record have used. */
export interface NonceWrites {
  /** How often random bytes were drawn. */
  readonly draws: number
  /** How many different nonces there were. */
  readonly nonces: number
  /** Nonces that are not bytes that were drawn for them. */
  readonly strangers: number
}

/** Seals the same text again and again, and looks at the nonces. */
export async function writeOften(writes: number): Promise<NonceWrites> {
  const vaultId = 'EBESExQVFhcYGRobHB0eHw'
  const keys = await deriveVaultKeys(new Uint8Array(32).fill(7), vaultId)
  const drawn = new Set<string>()
  let draws = 0
  let strangers = 0
  const counted = (length: number): ReturnType<typeof systemRandom> => {
    draws += 1
    const bytes = systemRandom(length)
    drawn.add(encodeBase64url(bytes))
    return bytes
  }
  for (let done = 0; done < writes; done += 1000) {
    const batch = Array.from({ length: Math.min(1000, writes - done) }, () =>
      sealRecord(keys, vaultId, 'MDEyMzQ1Njc4OTo7PD0-Pw', 1, '', counted),
    )
    for (const { n } of await Promise.all(batch)) if (!drawn.has(encodeBase64url(n))) strangers += 1
  }
  return { draws, nonces: drawn.size, strangers }
}
