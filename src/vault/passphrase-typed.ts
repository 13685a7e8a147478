import type { VaultContext } from './context.ts'
import { settingsPut } from './change-settings.ts'
import type { Writer } from './write.ts'

const dayMs = 24 * 60 * 60_000

/**
 * Notes that the passphrase was typed and right, at most once a day. Nobody waits for it, and where it fails, or nothing
 * may be written, the next time is noted.
 */
export function notePassphraseTyped(context: VaultContext, writer: Writer): void {
  if (context.session()?.integrity.readOnlyBecause !== null) return
  writer
    .write((state) => {
      const { id, content } = state.settings()
      const now = context.clock.now()
      const { passphraseTypedAt: last } = content.settings
      // A date that lies ahead is of a clock that was wrong.
      const isNoted = last !== null && Math.abs(now - last) < dayMs
      const puts = id === undefined || isNoted ? [] : [settingsPut(state, { passphraseTypedAt: now }, id)]
      return { puts, result: undefined }
    })
    .catch(() => undefined)
}
