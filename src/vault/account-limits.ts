import type { Account } from '../account.ts'
import { countCodePoints } from '../encoding/index.ts'
import { VaultError } from './errors.ts'

/** Most accounts in one vault, bin included; what a backup may hold (docs/backup-format.md). */
const maxAccounts = 50_000
/** Longest issuer, account name, tag or PIN, in code points. */
const maxText = 1024
/** Longest note, in code points. */
const maxNote = 10_000
const maxTags = 100

/**
 * Refuses an account that no backup could hold. Parameters are the otp room's to check.
 *
 * @throws {@link VaultError} with `vault/limits`.
 */
export function checkAccountLimits(account: Account): void {
  const { issuer, tags, icon, pin } = account
  const texts = [issuer, account.account, ...tags, pin ?? '', icon?.service ?? '', icon?.letters ?? '']
  if (texts.some((text) => countCodePoints(text) > maxText)) throw overLimit('text')
  if (countCodePoints(account.note) > maxNote) throw overLimit('note')
  if (tags.length > maxTags) throw overLimit('tags')
  const { createdAt, updatedAt, useCount, lastUsedAt = 0, deletedAt = 0 } = account
  if (![createdAt, updatedAt, useCount, lastUsedAt, deletedAt].every(isCountable)) throw overLimit('number')
  if (!Number.isFinite(account.order)) throw overLimit('order')
}

/** @throws {@link VaultError} with `vault/limits`. */
export function checkAccountCount(count: number): void {
  if (count > maxAccounts) throw overLimit('accounts')
}

function isCountable(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function overLimit(what: string): VaultError {
  return new VaultError('vault/limits', `over the limit: ${what}`)
}
