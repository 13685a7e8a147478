import { newId } from '../crypto/index.ts'
import type { VaultContext } from './context.ts'
import { defaultSettings, type VaultSettings } from './settings.ts'
import type { Vault } from './vault.ts'
import type { VaultState } from './vault-state.ts'
import type { RecordPut, Writer } from './write.ts'

/** The methods about the sealed settings; the defaults while there is no session. */
export function createSettings(context: VaultContext, writer: Writer): Pick<Vault, 'settings' | 'changeSettings'> {
  return {
    settings: () => context.session()?.state.settings().content.settings ?? defaultSettings,
    changeSettings: (change) => {
      const freshId = newId(context.random)
      return writer.write((state) => ({ puts: [settingsPut(state, change, freshId)], result: undefined }))
    },
  }
}

/** The settings' record after a change. `freshId`: where there is none yet. */
export function settingsPut(state: VaultState, change: Partial<VaultSettings>, freshId: string): RecordPut {
  const { id = freshId, content } = state.settings()
  return { id, content: { ...content, settings: { ...content.settings, ...change } } }
}
