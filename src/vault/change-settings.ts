import { newId } from '../crypto/index.ts'
import type { VaultContext } from './context.ts'
import { defaultSettings } from './settings.ts'
import type { Vault } from './vault.ts'
import type { Writer } from './write.ts'

/** The methods about the sealed settings; the defaults while there is no session. */
export function createSettings(context: VaultContext, writer: Writer): Pick<Vault, 'settings' | 'changeSettings'> {
  return {
    settings: () => context.session()?.state.settings().content.settings ?? defaultSettings,
    changeSettings: (change) => {
      const freshId = newId(context.random)
      return writer.write((state) => {
        const { id = freshId, content } = state.settings()
        const settings = { ...content.settings, ...change }
        return { puts: [{ id, content: { ...content, settings } }], result: undefined }
      })
    },
  }
}
