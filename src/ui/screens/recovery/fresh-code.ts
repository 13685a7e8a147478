import { formatRecoveryCode, newRecoveryCode, type Bytes } from '../../../crypto/index.ts'

/** A recovery code that nobody has seen yet. */
interface FreshCode {
  /** For the vault; whoever asked zeroes them. */
  readonly bytes: Bytes
  /** For the person: nine groups of four characters. */
  readonly groups: readonly string[]
}

/** Draws a recovery code. */
export async function makeFreshCode(): Promise<FreshCode> {
  const bytes = newRecoveryCode()
  return { bytes, groups: await formatRecoveryCode(bytes) }
}
