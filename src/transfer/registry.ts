import { backupInHtml } from './backup/html-block.ts'
import type { FileContent, FormatId, FormatModule } from './format.ts'
import { hasMember, jsonFields, memberOf, someValue, type JsonFields } from './json-fields.ts'

/** One format: how its files are told by their content, and where its reader is. */
export interface ImportFormat {
  readonly id: FormatId
  /** Never throws, never decrypts. `others` are the files that came along. */
  recognises(file: FileContent, others: readonly FileContent[]): boolean
  /** Every file of this format that comes at once belongs to one export. */
  readonly together?: true
  /** Fetches the reader: only what is needed is loaded. */
  load(): Promise<FormatModule>
}

type Test = (file: FileContent, others: readonly FileContent[]) => boolean

/** A JSON object for which `test` holds. */
function object(test: (fields: JsonFields) => boolean): Test {
  return (file) => {
    if (file.kind !== 'json') return false
    const fields = jsonFields(file.value)
    return fields !== undefined && test(fields)
  }
}

/** Whether a value of a member passes, however many there are. */
function some(name: string, test: (value: unknown) => boolean): (fields: JsonFields) => boolean {
  return (fields) => someValue(fields.raw(name), test)
}

/** A JSON list of which some object has all members of one of these sets. */
function listOf(...sets: readonly (readonly string[])[]): Test {
  return (file) =>
    file.kind === 'json' &&
    Array.isArray(file.value) &&
    file.value.some((value) => sets.some((names) => names.every((name) => hasMember(value, name))))
}

/** A JSON object that has these members. */
function members(...names: readonly string[]): Test {
  return object((fields) => names.every((name) => fields.has(name)))
}

/** UTF-16 units of the longest header row that is looked at. */
const maxHeader = 4096

/** A table of text whose header row has all of these columns, in any case and order. */
function columns(...names: readonly string[]): Test {
  return (file) => {
    if (file.kind !== 'text') return false
    const [row = ''] = file.text.slice(0, maxHeader).split(/\r?\n/, 1)
    const header = row.split(',').map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase())
    return names.every((name) => header.includes(name))
  }
}

/** Android preferences in which some name passes. */
function preference(test: (name: string, value: string) => boolean): Test {
  return (file) => file.kind === 'preferences' && [...file.entries].some(([name, value]) => test(name, value))
}

/** An SQLite file with a table that has these columns. */
function table(name: string, ...columns: readonly string[]): Test {
  return (file) => {
    if (file.kind !== 'sqlite') return false
    const has = file.tables.get(name)
    return has !== undefined && columns.every((column) => has.includes(column))
  }
}

/** Any of several signs. */
function either(...tests: readonly Test[]): Test {
  return (file, others) => tests.some((test) => test(file, others))
}

function startsWith(file: FileContent, text: string): boolean {
  return String.fromCharCode(...file.bytes.subarray(0, text.length)) === text
}

const hasSteamSalts = object(some('entries', (entry) => hasMember(entry, 'encryption_iv')))

/** Asked once for each file that each file may come with. */
const steamManifests = new WeakMap<FileContent, boolean>()

const isSteamManifest: Test = (file, others) => {
  const known = steamManifests.get(file) ?? hasSteamSalts(file, others)
  steamManifests.set(file, known)
  return known
}

const isBase64: Test = (file) => file.kind === 'text' && isBase64Text(file.text)

/** Searches for what is none: an expression for the whole of it runs out of stack where there are millions. */
function isBase64Text(text: string): boolean {
  return !/[^A-Za-z0-9+/=\s]/.test(text) && /^={0,2}$/.test(text.slice(text.indexOf('=') + 1 || text.length))
}

// Without the manifest, only the name by which the manifest knows it tells it from TOTP Authenticator's backup.
const encryptedMaFile: Test = (file, others) =>
  isBase64(file, others) && (/\.maFile$/i.test(file.name) || others.some((other) => isSteamManifest(other, others)))

const holdsSharedSecrets = some('accounts', (account) => hasMember(account, 'shared_secret'))

const holdsMaFile = object((fields) => fields.has('shared_secret') || holdsSharedSecrets(fields))

// Lists of links may have millions of lines: they are searched, not split. Blank lines and remarks say nothing.
const migrationLine = /^[^\S\r\n]*otpauth-migration:/im
const otherLine = /^[^\S\r\n]*(?!otpauth-migration:)[^\s#]/im
const keyUriLine = /^[^\S\r\n]*(?:otpauth|apple-otpauth|otpauth-migration|motp|steam):/im

const onlyMigrations: Test = (file) =>
  file.kind === 'text' && migrationLine.test(file.text) && !otherLine.test(file.text)

const hasKeyUri: Test = (file) => file.kind === 'text' && keyUriLine.test(file.text)

/** Encrypted without a signature. Whether the bytes are whole pages of 1,024 is all that there is to go by. */
const sealedBytes =
  (pages: boolean): Test =>
  (file) =>
    file.kind === 'binary' && file.bytes.length >= 45 && (file.bytes.length % 1024 === 0) === pages

const ownFormats: readonly unknown[] = ['mfa-manager-backup', 'mfa-manager-plain']

/** In the order of asking: what is told by more comes before what is told by less. */
export const importFormats: readonly ImportFormat[] = [
  {
    id: 'mfa-manager',
    recognises: either(
      object((fields) => ownFormats.includes(fields.raw('format'))),
      (file) => file.kind === 'html' && backupInHtml(file.text) !== undefined,
    ),
    load: () => import('./formats/mfa-manager.ts'),
  },
  { id: 'mfa-manager-flask', recognises: table('mfa_accounts'), load: () => import('./formats/mfa-manager-flask.ts') },
  { id: 'aegis', recognises: members('version', 'header', 'db'), load: () => import('./formats/aegis.ts') },
  { id: '2fas', recognises: members('schemaVersion', 'services'), load: () => import('./formats/two-fas.ts') },
  {
    id: 'ente',
    recognises: members('kdfParams', 'encryptedData', 'encryptionNonce'),
    load: () => import('./formats/ente.ts'),
  },
  {
    id: 'bitwarden',
    recognises: either(
      object((fields) => isBitwarden(fields) && !isBitwardenAuthenticator(fields)),
      columns('type', 'name', 'login_uri', 'login_username', 'login_totp'),
    ),
    load: () => import('./formats/bitwarden.ts'),
  },
  {
    id: 'bitwarden-authenticator',
    recognises: either(object(isBitwardenAuthenticator), columns('name', 'login_uri', 'login_totp')),
    load: () => import('./formats/bitwarden-authenticator.ts'),
  },
  {
    id: 'proton-authenticator',
    recognises: object(
      (fields) =>
        fields.has('version') &&
        ((typeof fields.raw('salt') === 'string' && typeof fields.raw('content') === 'string') ||
          some('entries', (entry) => hasMember(memberOf(entry, 'content'), 'uri'))(fields)),
    ),
    load: () => import('./formats/proton-authenticator.ts'),
  },
  {
    id: 'proton-pass',
    recognises: either(
      object((fields) => fields.has('userId') && fields.object('vaults') !== undefined),
      columns('type', 'totp', 'createtime', 'vault'),
    ),
    load: () => import('./formats/proton-pass.ts'),
  },
  {
    id: 'stratum',
    recognises: either(
      (file) => startsWith(file, 'AUTHENTICATORPRO') || startsWith(file, 'AuthenticatorPro'),
      members('Authenticators'),
      table('authenticator', 'secret'),
    ),
    load: () => import('./formats/stratum.ts'),
  },
  { id: 'freeotp-plus', recognises: members('tokens', 'tokenOrder'), load: () => import('./formats/freeotp.ts') },
  {
    id: 'freeotp',
    recognises: preference(
      (name, value) => name === 'tokenOrder' || (value.startsWith('{') && /"secret"\s*:\s*\[/.test(value)),
    ),
    load: () => import('./formats/freeotp.ts'),
  },
  { id: 'freeotp-2', recognises: (file) => file.kind === 'java-objects', load: () => import('./formats/freeotp-2.ts') },
  {
    id: 'authy',
    recognises: either(
      preference((name) => name.startsWith('com.authy.storage.tokens')),
      members('authenticator_tokens'),
      members('decrypted_authenticator_tokens'),
    ),
    load: () => import('./formats/authy.ts'),
  },
  {
    id: 'battle-net',
    recognises: preference((name) => name.endsWith('AUTHENTICATOR_DEVICE_SECRET')),
    load: () => import('./formats/battle-net.ts'),
  },
  {
    id: 'lastpass-authenticator',
    recognises: object(some('accounts', (account) => hasMember(account, 'timeStep') && hasMember(account, 'secret'))),
    load: () => import('./formats/lastpass-authenticator.ts'),
  },
  {
    id: '2fauth',
    recognises: object((fields) => fields.text('app')?.startsWith('2fauth_') === true && fields.has('data')),
    load: () => import('./formats/two-fauth.ts'),
  },
  {
    id: 'steam',
    recognises: either(isSteamManifest, encryptedMaFile, holdsMaFile),
    together: true,
    load: () => import('./formats/steam.ts'),
  },
  {
    id: 'keeper',
    recognises: either(
      object(some('records', (record) => hasMember(record, 'title'))),
      (file) => file.kind === 'text' && /(?:^|,)"?TFC:Keeper"?,/m.test(file.text),
    ),
    load: () => import('./formats/keeper.ts'),
  },
  {
    id: 'enpass',
    recognises: object(
      some('items', (item) => someValue(memberOf(item, 'fields'), (field) => hasMember(field, 'type'))),
    ),
    load: () => import('./formats/enpass.ts'),
  },
  {
    id: '1password',
    recognises: either(
      object(some('accounts', (account) => hasMember(account, 'vaults'))),
      columns('title', 'url', 'username', 'otpauth', 'favorite', 'archived'),
    ),
    load: () => import('./formats/one-password.ts'),
  },
  {
    id: 'apple-passwords',
    recognises: columns('title', 'url', 'username', 'password', 'otpauth'),
    load: () => import('./formats/apple-passwords.ts'),
  },
  {
    id: 'keepassxc-csv',
    recognises: columns('group', 'title', 'username', 'totp'),
    load: () => import('./formats/keepassxc-csv.ts'),
  },
  { id: 'keepass', recognises: (file) => file.kind === 'kdbx', load: () => import('./formats/keepass.ts') },
  {
    id: 'dashlane',
    recognises: either(columns('username', 'title', 'otpsecret'), columns('username', 'title', 'otpurl')),
    load: () => import('./formats/dashlane.ts'),
  },
  {
    id: 'lastpass',
    recognises: columns('url', 'username', 'totp', 'name', 'grouping'),
    load: () => import('./formats/lastpass.ts'),
  },
  {
    id: 'authme',
    recognises: object((fields) => fields.raw('role') === 'codes' && fields.has('codes')),
    load: () => import('./formats/authme.ts'),
  },
  {
    id: 'open-authenticator',
    recognises: members('totps', 'salt', 'passwordSignature'),
    load: () => import('./formats/bound-elsewhere.ts'),
  },
  {
    id: 'andotp',
    recognises: either(listOf(['secret', 'type', 'label'], ['secret', 'type', 'thumbnail']), sealedBytes(false)),
    load: () => import('./formats/andotp.ts'),
  },
  { id: 'duo', recognises: listOf(['otpGenerator']), load: () => import('./formats/duo.ts') },
  { id: 'raivo', recognises: listOf(['kind', 'timer', 'account']), load: () => import('./formats/raivo.ts') },
  {
    id: 'authenticator-extension',
    recognises: object(isExtensionStore),
    load: () => import('./formats/authenticator-extension.ts'),
  },
  {
    id: 'microsoft-authenticator',
    recognises: table('accounts', 'oath_secret_key'),
    load: () => import('./formats/microsoft-authenticator.ts'),
  },
  {
    id: 'google-authenticator',
    recognises: either(onlyMigrations, table('accounts', 'email', 'secret')),
    together: true,
    load: () => import('./formats/google-authenticator.ts'),
  },
  { id: 'authenticator-plus', recognises: sealedBytes(true), load: () => import('./formats/authenticator-plus.ts') },
  {
    id: 'totp-authenticator',
    recognises: either(
      preference((name) => name === 'STATIC_TOTP_CODES_LIST'),
      isTotpAuthenticatorFile,
    ),
    load: () => import('./formats/totp-authenticator.ts'),
  },
  {
    id: 'zero-totp',
    recognises: isSignedBase64,
    load: () => import('./formats/bound-elsewhere.ts'),
  },
  { id: 'html-sheet', recognises: (file) => file.kind === 'html', load: () => import('./formats/html-sheet.ts') },
  { id: 'key-uris', recognises: hasKeyUri, load: () => import('./formats/key-uris.ts') },
]

function isBitwarden(fields: JsonFields): boolean {
  if (fields.flag('encrypted') !== undefined) return fields.has('items') || fields.has('data')
  // Files of years ago do not say whether they are encrypted: they are not.
  return fields.has('folders') && fields.objects('items').some((item) => item.object('login')?.has('totp'))
}

/** The password manager always lists its folders or collections, even where there are none. */
function isBitwardenAuthenticator(fields: JsonFields): boolean {
  const isPlain = fields.flag('encrypted') === false && fields.has('items')
  return isPlain && !fields.has('folders') && !fields.has('collections')
}

/** Each value says what it is in the newer files; in the older ones it has a hash and a secret. */
function isExtensionStore(fields: JsonFields): boolean {
  const entries = fields.entries()
  const isTold = ([, value]: readonly [string, unknown]): boolean =>
    hasMember(value, 'dataType') || (hasMember(value, 'hash') && hasMember(value, 'secret'))
  const told = entries.filter(isTold).length
  return told > 0 && entries.length - told <= 1
}

/** Blocks of AES in base64, without line breaks. */
function isTotpAuthenticatorFile(file: FileContent): boolean {
  if (file.kind !== 'text' || file.text.length % 4 !== 0 || /\s/.test(file.text) || !isBase64Text(file.text))
    return false
  const padding = file.text.length - file.text.replace(/={1,2}$/, '').length
  const bytes = (file.text.length / 4) * 3 - padding
  return bytes >= 16 && bytes % 16 === 0
}

/** Two texts of base64 and a comma between them. */
function isSignedBase64(file: FileContent): boolean {
  if (file.kind !== 'text') return false
  const comma = file.text.indexOf(',')
  const parts = [file.text.slice(0, comma), file.text.slice(comma + 1)]
  return comma !== -1 && parts.every((part) => part.length >= 40 && isBase64Text(part))
}
