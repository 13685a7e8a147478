import { VaultError } from './errors.ts'
import { isCount, isFlag, isJson, isText, isTexts, readMember, unknownMembers, type Json } from './json-members.ts'
import type { RequestLogContent, SiteContent } from './record.ts'
import type { LoggedRequest } from './vault.ts'

/** The record of a connected site (docs/vault-format.md, "Connected sites"). */
export function formatSite({ site, rest }: SiteContent): Json {
  return { ...rest, kind: 'site', ...site }
}

const knownOfSite = new Set(['kind', 'origin', 'accountIds', 'isBlocked', 'createdAt', 'lastUsedAt', 'uses'])

/** Reads what {@link formatSite} wrote. @throws {@link VaultError} with `vault/damaged`. */
export function parseSite(json: Json): SiteContent {
  const origin = readMember(json, 'origin', isText, undefined)
  if (origin === undefined) throw new VaultError('vault/damaged', 'a site without an origin')
  const site = {
    origin,
    accountIds: readMember(json, 'accountIds', isTexts, []),
    isBlocked: readMember(json, 'isBlocked', isFlag, false),
    createdAt: readMember(json, 'createdAt', isCount, 0),
    lastUsedAt: readMember(json, 'lastUsedAt', isCount, 0),
    uses: readMember(json, 'uses', isCount, 0),
  }
  return { kind: 'site', site, rest: unknownMembers(json, knownOfSite) }
}

/** The record of the requests. */
export function formatRequestLog({ requests, rest }: RequestLogContent): Json {
  return { ...rest, kind: 'request-log', requests }
}

const knownOfLog = new Set(['kind', 'requests'])

/** Reads what {@link formatRequestLog} wrote; rows that are none are left out. */
export function parseRequestLog(json: Json): RequestLogContent {
  const rows = json['requests']
  const requests = Array.isArray(rows) ? rows.filter(isLoggedRequest) : []
  return { kind: 'request-log', requests, rest: unknownMembers(json, knownOfLog) }
}

function isLoggedRequest(value: unknown): value is LoggedRequest {
  if (!isJson(value)) return false
  const { at, origin, method, accountIds, outcome } = value
  return isCount(at) && isText(origin) && isText(method) && isTexts(accountIds) && isText(outcome)
}
