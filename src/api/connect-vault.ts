import type { AccountView } from '../account.ts'
import type { Vault } from '../vault/index.ts'

/** The part of the vault that the message API uses. */
export type ConnectVault = Pick<
  Vault,
  | 'status'
  | 'subscribe'
  | 'inspect'
  | 'join'
  | 'settings'
  | 'accounts'
  | 'bin'
  | 'account'
  | 'twinsOf'
  | 'add'
  | 'codeAt'
  | 'nextCode'
  | 'accountsForBackup'
  | 'keptRows'
  | 'identity'
  | 'sites'
  | 'putSite'
  | 'recordSiteUse'
  | 'logRequests'
>

/** Whether codes can be computed now. */
export function isUnlocked(vault: ConnectVault): boolean {
  return vault.status().name === 'unlocked'
}

/** Whether anything can be written now. */
export function isWritable(vault: ConnectVault): boolean {
  const status = vault.status()
  return status.name === 'unlocked' && status.integrity.readOnlyBecause === null
}

/** Whether protocol 1 has a word for codes of this kind, so that they can be shared. It knows neither mOTP nor Yandex. */
export function isSharable({ type }: Pick<AccountView, 'type'>): boolean {
  return type === 'totp' || type === 'steam' || type === 'hotp'
}

/** Accounts whose codes can be shared. */
export function sharableAccounts(vault: ConnectVault): readonly AccountView[] {
  return vault.accounts().filter(isSharable)
}

/** What keeps an origin from being asked about; `undefined`: nothing does. The vault must be unlocked. */
export function refusalIn(vault: ConnectVault, origin: string): 'blocked' | 'switched-off' | undefined {
  if (!vault.settings().letSitesAsk) return 'switched-off'
  return vault.sites().some((site) => site.origin === origin && site.isBlocked) ? 'blocked' : undefined
}
