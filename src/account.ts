import type { OtpParameters } from './otp/index.ts'

/** The person's own picture for an account: a bundled service glyph by its slug, or letters. */
export interface AccountIcon {
  readonly service?: string
  readonly letters?: string
}

/**
 * What formats exchange and forms fill in: one account before the vault gave it an identity.
 * Absent members mean their defaults: no note, no tags, not pinned, not hidden.
 */
export interface AccountDraft extends OtpParameters {
  readonly issuer: string
  readonly account: string
  readonly note?: string
  readonly tags?: readonly string[]
  readonly pinned?: boolean
  /** Hide this code until tapped, whatever the setting says. */
  readonly hidden?: boolean
  readonly icon?: AccountIcon
  /** Place in the order by hand; lower comes first. */
  readonly order?: number
  /** Unix ms. */
  readonly createdAt?: number
  /** Unix ms. */
  readonly updatedAt?: number
  /** Unix ms. */
  readonly lastUsedAt?: number
  readonly useCount?: number
  /** Unix ms; present: the account lies in the bin. */
  readonly deletedAt?: number
}

/** An account as the vault keeps it. Only the vault and the transfer room ever see one. */
export interface Account extends AccountDraft {
  /** 16 random bytes, base64url. Nothing else identifies an account. */
  readonly id: string
  readonly note: string
  readonly tags: readonly string[]
  readonly pinned: boolean
  readonly hidden: boolean
  readonly order: number
  readonly createdAt: number
  /** Time of the last edit by the person; copying a code does not change it. */
  readonly updatedAt: number
  readonly useCount: number
}

/** What screens and the message API get: everything but the secret and the PIN. */
export type AccountView = Omit<Account, 'secret' | 'pin'>
