import { createPasskeys, type EnrolledPasskey, type Passkeys } from '../../src/pwa/passkeys/index.ts'
import type { Vault } from '../../src/vault/index.ts'
import { createFakeAuthenticator, type AuthenticatorFaults, type FakeAuthenticator } from './fake-authenticator.ts'
import { stagePassphrase } from './vault-stage.tsx'

/** A browser with one authenticator, and what the app makes of it. */
export interface PasskeyStage {
  readonly authenticator: FakeAuthenticator
  readonly passkeys: Passkeys
  /** Makes a passkey for a vault of a stage, past the screens. */
  enrolFor(vault: Vault, name: string): Promise<EnrolledPasskey>
}

/** A {@link PasskeyStage} that answers as it should but for its faults. */
export function createPasskeyStage(
  faults: AuthenticatorFaults = {},
  browser: Partial<FakeAuthenticator['browser']> = {},
): PasskeyStage {
  const authenticator = createFakeAuthenticator(faults, browser)
  const passkeys = createPasskeys(authenticator.browser)
  return {
    authenticator,
    passkeys,
    async enrolFor(vault, name) {
      const made = await passkeys.enrol({ userId: new Uint8Array(16), userName: 'Vault', known: [] })
      await vault.addPasskey(stagePassphrase, { ...made, name })
      return made
    },
  }
}
