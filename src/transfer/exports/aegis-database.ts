import type { AccountDraft } from '../../account.ts'
import type { RandomSource } from '../../crypto/index.ts'
import { encodeBase32 } from '../../encoding/index.ts'
import { uuid } from './uuid.ts'

/** The content of an Aegis vault, as its JSON says it (database version 3). */
export interface AegisDatabase {
  readonly version: 3
  readonly entries: readonly object[]
  readonly groups: readonly { readonly uuid: string; readonly name: string }[]
}

/** Lengths of Yandex secrets that Aegis takes; of the longer one only the first 16 bytes make codes. */
const yandexBytes = 16
const yandexBytesWithCheck = 26

/** Accounts as an Aegis database; tags are its groups. */
export function aegisDatabase(accounts: readonly AccountDraft[], random: RandomSource): AegisDatabase {
  const names = new Set(accounts.flatMap(({ tags = [] }) => tags))
  const groups = new Map([...names].map((name) => [name, uuid(random)]))
  return {
    version: 3,
    entries: accounts.map((account) => entryOf(account, groups, random)),
    groups: [...groups].map(([name, uuid]) => ({ uuid, name })),
  }
}

function entryOf(account: AccountDraft, groups: ReadonlyMap<string, string>, random: RandomSource): object {
  return {
    type: account.type,
    uuid: uuid(random),
    name: account.account,
    issuer: account.issuer,
    note: account.note ?? '',
    favorite: account.pinned ?? false,
    icon: null,
    info: infoOf(account),
    groups: [...new Set(account.tags)].map((tag) => groups.get(tag)),
  }
}

/** Aegis refuses an entry that lacks any of these, the PIN's empty text included. */
function infoOf({ type, secret, algorithm, digits, period, counter, pin = '' }: AccountDraft): object {
  const info = { secret: encodeBase32(secret), algo: algorithm, digits }
  switch (type) {
    case 'hotp':
      return { ...info, counter: counter ?? 0 }
    case 'motp':
      return { ...info, algo: 'MD5', period, pin }
    case 'yandex':
      return { ...info, secret: encodeBase32(yandexSecret(secret)), period, pin }
    case 'totp':
    case 'steam':
      return { ...info, period }
  }
}

function yandexSecret(secret: Uint8Array): Uint8Array {
  return secret.length === yandexBytesWithCheck ? secret : secret.subarray(0, yandexBytes)
}
