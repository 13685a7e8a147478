import { encodeBase64url } from '../encoding/index.ts'
import { fromBase64url } from './base64url-field.ts'
import { sha256 } from './digest.ts'
import { slotsText, type Slot } from './key-slot.ts'
import { recordTag, type SealedRecord } from './sealed-record.ts'
import type { VaultKeys } from './vault-keys.ts'

/** What the manifest says about one record. */
export interface ManifestEntry {
  readonly id: string
  readonly v: number
  /** The record's GCM tag, base64url. */
  readonly tag: string
}

/** What a manifest covers. */
export interface ManifestContent {
  readonly vaultId: string
  /** One higher at each write of the vault. */
  readonly epoch: number
  readonly slots: readonly Slot[]
  /** In any order; sorting is quickest when they come sorted by id. */
  readonly entries: readonly ManifestEntry[]
}

/** The manifest's line about a record, in parts. */
export function manifestEntry(record: SealedRecord): ManifestEntry {
  return { id: record.id, v: record.v, tag: encodeBase64url(recordTag(record)) }
}

/** The text that is signed: which records there are, in which version, under which slots, at which epoch. */
export async function manifestText({ vaultId, epoch, slots, entries }: ManifestContent): Promise<string> {
  const slotsHash = encodeBase64url(await sha256(slotsText(vaultId, slots)))
  const lines = entries.toSorted(byId).map(({ id, v, tag }) => `${id} ${v} ${tag}\n`)
  const head = `mfa-manager-manifest\n1\n${vaultId}\n${epoch}\n${slotsHash}\n`
  return head + lines.join('')
}

function byId(a: ManifestEntry, b: ManifestEntry): number {
  return a.id < b.id ? -1 : 1
}

/** HMAC-SHA-256 of a manifest. Returns 32 bytes as base64url, the header's `mac`. */
export async function signManifest(keys: Pick<VaultKeys, 'manifestKey'>, text: string): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', keys.manifestKey, new TextEncoder().encode(text))
  return encodeBase64url(new Uint8Array(mac))
}

/** Whether `mac` is this manifest's, compared in constant time by WebCrypto. False, too, for what is not base64url. */
export async function verifyManifest(
  keys: Pick<VaultKeys, 'manifestKey'>,
  text: string,
  mac: string,
): Promise<boolean> {
  const bytes = fromBase64url(mac)
  if (bytes === undefined) return false
  return crypto.subtle.verify('HMAC', keys.manifestKey, bytes, new TextEncoder().encode(text))
}
