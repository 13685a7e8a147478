import type { Clock } from '../../../clock.ts'
import { CryptoError, newKdfParameters, systemRandom, type Kdf, type KeyStrength } from '../../../crypto/index.ts'

/** The strengths there are, the weakest first. */
export const keyStrengths: readonly KeyStrength[] = ['standard', 'strong', 'strongest']

/** How long one hash took, ms, or that the memory for it could not be had. */
export type MeasuredStrength = number | 'memory'

interface MeasureOptions {
  readonly kdf: Pick<Kdf, 'derive'>
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Called before each one, the weakest first. */
  readonly onStart: (strength: KeyStrength) => void
  readonly onMeasured: (strength: KeyStrength, result: MeasuredStrength) => void
}

/**
 * Runs the slow hash once per strength, over random bytes, as an unlock would. The first one includes the start of the
 * worker, which an unlock waits for, too.
 *
 * @throws {@link CryptoError} where the hash cannot run at all; the signal's reason.
 */
export async function measureStrengths({ kdf, clock, signal, onStart, onMeasured }: MeasureOptions): Promise<void> {
  for (const strength of keyStrengths) {
    onStart(strength)
    const parameters = newKdfParameters({ argon2: true, strength, random: systemRandom })
    const start = clock.monotonic()
    try {
      await kdf.derive(systemRandom(16), parameters, { signal })
      onMeasured(strength, clock.monotonic() - start)
    } catch (error) {
      if (!(error instanceof CryptoError) || error.code !== 'crypto/kdf-memory') throw error
      onMeasured(strength, 'memory')
    }
  }
}
