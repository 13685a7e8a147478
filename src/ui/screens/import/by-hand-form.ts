import type { ImportEntry } from '../../../transfer/index.ts'
import { emptyForm, readName, type AccountForm } from '../add-account/account-form-state.ts'

type Unreadable = Extract<ImportEntry, { outcome: 'unreadable' }>

/** What apps call the same thing, in lower case; the first that is there counts. */
const names = {
  issuer: ['issuer', 'issuerext', 'issuername', 'service', 'title', 'name'],
  account: ['account', 'label', 'username', 'login', 'accountname', 'email', 'name'],
  secret: ['secret', 'key', 'seed', 'sharedsecret', 'totp', 'otp'],
} as const

/** The form `Add account` for an entry that could not be read, with what of it a person would recognise. */
export function byHandForm(entry: Unreadable): AccountForm {
  const { issuer, account, secret } = recognisable(entry)
  const isNameless = issuer === '' && account === ''
  return { ...emptyForm, issuer: isNameless ? clean(entry.label) : issuer, account, secret }
}

type Found = Pick<AccountForm, 'issuer' | 'account' | 'secret'>

/** Names and key of an entry that could not be read, as far as they can be made out; else empty. */
export function recognisable({ text }: Unreadable): Found {
  const { issuer, account, secret } = fromLink(text) ?? fromJson(text) ?? { issuer: '', account: '', secret: '' }
  return { issuer, account: account === issuer ? '' : account, secret }
}

/** A link that the strict reader refuses. */
function fromLink(text: string): Found | undefined {
  const [, label, query] = /^\s*[a-z-]+:\/\/([^?]*)\??(.*)$/is.exec(text) ?? []
  if (label === undefined || query === undefined) return undefined
  const parameters = new URLSearchParams(query)
  const path = decoded(label.replace(/^[^/]*\/?/, ''))
  const [first = '', ...rest] = path.split(':')
  const prefix = rest.length > 0 ? first.trim() : ''
  return {
    issuer: clean(parameters.get('issuer') ?? prefix),
    account: clean(rest.length > 0 ? rest.join(':') : path),
    secret: parameters.get('secret') ?? '',
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A record, whatever app wrote it. */
function fromJson(text: string): Found | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const texts = new Map<string, string>()
  collect(value, texts, 0)
  const first = (keys: readonly string[]): string => keys.map((key) => texts.get(key)).find((found) => found) ?? ''
  return { issuer: clean(first(names.issuer)), account: clean(first(names.account)), secret: first(names.secret) }
}

/** Texts of an object and of those inside it; what lies further out counts more. */
function collect(value: unknown, into: Map<string, string>, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > 4) return
  const inner: unknown[] = []
  for (const [name, member] of Object.entries(value)) {
    const key = name.toLowerCase().replaceAll(/[_\-\s]/g, '')
    if (typeof member === 'string' && !into.has(key)) into.set(key, member)
    else inner.push(member)
  }
  for (const member of inner) collect(member, into, depth + 1)
}

function clean(text: string): string {
  return readName(text) ?? ''
}
