import type { WaysIn } from './ways-in.ts'

/** The other ways in, whose code loads when the first of them is used. */
export function laterWaysIn(load: () => Promise<WaysIn>): WaysIn {
  return {
    hasRecoveryCode: async () => (await load()).hasRecoveryCode(),
    setRecoveryCode: async (passphrase, code) => (await load()).setRecoveryCode(passphrase, code),
    removeRecoveryCode: async () => (await load()).removeRecoveryCode(),
    checkRecoveryCode: async (text) => (await load()).checkRecoveryCode(text),
    recover: async (text, passphrase) => (await load()).recover(text, passphrase),
    passkeys: async () => (await load()).passkeys(),
    addPasskey: async (passphrase, passkey) => (await load()).addPasskey(passphrase, passkey),
    removePasskey: async (slotId) => (await load()).removePasskey(slotId),
    unlockWithPasskey: async (secret) => (await load()).unlockWithPasskey(secret),
  }
}
