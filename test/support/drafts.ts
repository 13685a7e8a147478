import type { AccountDraft } from '../../src/account.ts'

/** The secret of RFC 4226 appendix D and RFC 6238 appendix B, as bytes. */
export const rfcSecret = new TextEncoder().encode('12345678901234567890')

/** A time-based account of the usual kind. */
export function totpDraft(members: Partial<AccountDraft> = {}): AccountDraft {
  return {
    type: 'totp',
    secret: rfcSecret.slice(),
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    issuer: 'GitHub',
    account: 'ada@example.org',
    ...members,
  }
}

/** A counter-based account. */
export function hotpDraft(members: Partial<AccountDraft> = {}): AccountDraft {
  const { period: _period, ...draft } = totpDraft()
  return { ...draft, type: 'hotp', counter: 0, issuer: 'Old Bank', ...members }
}

/** Accounts with secrets and names of their own. */
export function manyDrafts(count: number): readonly AccountDraft[] {
  return Array.from({ length: count }, (_, index) => {
    const secret = new Uint8Array(20).fill(7)
    new DataView(secret.buffer).setUint32(0, index)
    return totpDraft({ secret, issuer: `Service ${index}`, account: `person${index}@example.org` })
  })
}
