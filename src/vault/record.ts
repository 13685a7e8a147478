import { kdfText, parseKdfText } from '../crypto/index.ts'
import { decodeBase64url, encodeBase64url } from '../encoding/index.ts'
import { CodedError } from '../errors.ts'
import { formatAccount, parseAccount, type AccountContent } from './account-record.ts'
import {
  isJson,
  isText,
  isTexts,
  parseJson,
  readMember,
  unknownMembers,
  type Json,
  type TypeGuard,
} from './json-members.ts'
import { formatRequestLog, formatSite, parseRequestLog, parseSite } from './site-records.ts'
import type { BackupKey, ConnectedSite, LoggedRequest } from './vault.ts'
import { formatSettings, parseSettings, type SettingsContent } from './settings-record.ts'

/** Ids of records that do not open, and that the person took as they are (docs/vault-format.md, "Accepted damage"). */
export interface AcceptedContent {
  readonly kind: 'accepted'
  readonly ids: readonly string[]
  readonly rest: Json
}

/** Entries of one import that could not be read (docs/vault-format.md, "Kept entries"). */
export interface KeptContent {
  readonly kind: 'kept'
  readonly rows: readonly Json[]
  readonly rest: Json
}

/** What writes backups without asking (docs/vault-format.md, "Backup key"). */
export interface BackupKeyContent {
  readonly kind: 'backup-key'
  readonly key: BackupKey
  readonly rest: Json
}

/** A site that the person has answered for good (docs/vault-format.md, "Connected sites"). */
export interface SiteContent {
  readonly kind: 'site'
  readonly site: ConnectedSite
  readonly rest: Json
}

/** The last requests of sites, oldest first. */
export interface RequestLogContent {
  readonly kind: 'request-log'
  readonly requests: readonly LoggedRequest[]
  readonly rest: Json
}

/** What an opened record holds. */
export type RecordContent =
  | AccountContent
  | SettingsContent
  | KeptContent
  | BackupKeyContent
  | SiteContent
  | RequestLogContent
  | AcceptedContent
  /** A kind of a newer version: left alone. */
  | { readonly kind: 'other' }

/** A content that this version can write. */
export type WritableContent = Exclude<RecordContent, { readonly kind: 'other' }>

/** The JSON text that is sealed. */
export function formatRecord(content: WritableContent): string {
  return JSON.stringify(formatContent(content))
}

/** The same before it is made text. */
export function formatContent(content: WritableContent): Json {
  if (content.kind === 'account') return formatAccount(content)
  if (content.kind === 'settings') return formatSettings(content)
  if (content.kind === 'kept') return { ...content.rest, kind: 'kept', rows: content.rows }
  if (content.kind === 'backup-key') {
    const { kdf, prk } = content.key
    return { ...content.rest, kind: 'backup-key', kdf: kdfText(kdf), prk: encodeBase64url(prk) }
  }
  if (content.kind === 'site') return formatSite(content)
  if (content.kind === 'request-log') return formatRequestLog(content)
  return { ...content.rest, kind: 'accepted', ids: content.ids }
}

/**
 * Reads the text of an opened record.
 *
 * @returns `undefined` where it says that it is of a kind we know, and is not. The bytes are authentic, so a newer
 * version wrote it, or a fault of ours did; it is kept and shown as unreadable.
 */
export function parseRecord(id: string, text: string): RecordContent | undefined {
  const json = parseJson(text)
  return json && parseContent(id, json)
}

/** As {@link parseRecord}, of what was text before. */
export function parseContent(id: string, json: Json): RecordContent | undefined {
  try {
    return parseKind(id, json)
  } catch (error) {
    if (error instanceof CodedError) return undefined
    throw error
  }
}

function parseKind(id: string, json: Json): RecordContent | undefined {
  switch (json['kind']) {
    case 'account':
      return parseAccount(id, json)
    case 'settings':
      return parseSettings(json)
    case 'accepted':
      return {
        kind: 'accepted',
        ids: readMember(json, 'ids', isTexts, []),
        rest: unknownMembers(json, acceptedMembers),
      }
    case 'kept':
      return { kind: 'kept', rows: readMember(json, 'rows', isJsons, []), rest: unknownMembers(json, keptMembers) }
    case 'site':
      return parseSite(json)
    case 'request-log':
      return parseRequestLog(json)
    case 'backup-key':
      return {
        kind: 'backup-key',
        key: {
          kdf: parseKdfText(readMember(json, 'kdf', isText, '')),
          prk: decodeBase64url(readMember(json, 'prk', isText, '')),
        },
        rest: unknownMembers(json, backupKeyMembers),
      }
    default:
      return typeof json['kind'] === 'string' ? { kind: 'other' } : undefined
  }
}

const acceptedMembers = new Set(['kind', 'ids'])
const backupKeyMembers = new Set(['kind', 'kdf', 'prk'])
const keptMembers = new Set(['kind', 'rows'])

const isJsons: TypeGuard<readonly Json[]> = (value): value is readonly Json[] =>
  Array.isArray(value) && value.every(isJson)
