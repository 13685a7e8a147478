import { CodedError } from '../errors.ts'
import { formatAccount, parseAccount, type AccountContent } from './account-record.ts'
import { isTexts, parseJson, readMember, unknownMembers, type Json } from './json-members.ts'
import { formatSettings, parseSettings, type SettingsContent } from './settings-record.ts'

/** Ids of records that do not open, and that the person took as they are (docs/vault-format.md, "Accepted damage"). */
export interface AcceptedContent {
  readonly kind: 'accepted'
  readonly ids: readonly string[]
  readonly rest: Json
}

/** What an opened record holds. */
export type RecordContent =
  | AccountContent
  | SettingsContent
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
    default:
      return typeof json['kind'] === 'string' ? { kind: 'other' } : undefined
  }
}

const acceptedMembers = new Set(['kind', 'ids'])
