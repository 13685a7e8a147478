import { collide } from './gcm-collision.mjs'
import {
  b64u,
  cheapArgon2id,
  cheapPbkdf2,
  counting,
  fixedRandom,
  gcm,
  hex,
  hkdf,
  kdfLine,
  pad,
  passphrase,
  policyArgon2id,
  sha256,
  slowHash,
  utf8,
} from './primitives.mjs'
import { payloads } from './backup-payloads.mjs'

const nonce = counting(0xa0, 12)
const firstPlaintext = '{"accounts":[],"createdAt":"2026-01-01T00:00:00Z"}'

function headerText(kdf) {
  return `mfa-manager-backup\n1\n${kdfLine(kdf)}\nsalt=${b64u(kdf.salt)}\nnonce=${b64u(nonce)}\n`
}

async function keysOf(text, kdf) {
  const prk = await slowHash(text, kdf)
  const context = sha256(utf8(headerText(kdf)))
  return {
    commit: hkdf(prk, context, 'mfa-manager/backup/v1/commit'),
    encKey: hkdf(prk, context, 'mfa-manager/backup/v1/enc'),
  }
}

async function backup(kdf, plaintext, text = passphrase) {
  const { commit, encKey } = await keysOf(text, kdf)
  return fileOf(kdf, commit, gcm(encKey, nonce, headerText(kdf), plaintext))
}

function fileOf({ salt, ...kdf }, commit, data) {
  return {
    format: 'mfa-manager-backup',
    version: 1,
    kdf: { ...kdf, salt: b64u(salt) },
    commit: b64u(commit),
    nonce: b64u(nonce),
    data: b64u(data),
  }
}

const flip = (text, at) => {
  const bytes = Buffer.from(text, 'base64url')
  bytes[at < 0 ? bytes.length + at : at] ^= 1
  return b64u(bytes)
}
const resize = (text, change) => {
  const bytes = Buffer.from(text, 'base64url')
  return b64u(change > 0 ? Buffer.concat([bytes, Buffer.alloc(change)]) : bytes.subarray(0, change))
}

/** Vectors as [name, expect, comment, file text or bytes, more members]. */
export async function backupVectors() {
  const a = await backup(cheapArgon2id, utf8(firstPlaintext))
  const c = await backup(cheapPbkdf2, utf8(firstPlaintext))
  const list = [
    ...(await sound(a)),
    ...passphrases(a),
    ...headers(a, c),
    ...contents(a),
    ...limits(a, c),
    ...shapes(a),
    ...notJson(a),
    ...(await authenticButWrong()),
    await oracle(),
  ]
  return list.map(([name, expect, comment, file, more = {}]) => [
    `backup/${name}.json`,
    {
      comment,
      expect,
      passphrase,
      ...(Buffer.isBuffer(file) ? { fileHex: hex(file) } : { file: textOf(file) }),
      ...more,
    },
  ])
}

const textOf = (file) => (typeof file === 'string' ? file : JSON.stringify(file))

async function sound(a) {
  const b = await backup(policyArgon2id, utf8(firstPlaintext))
  const c = await backup(cheapPbkdf2, utf8(firstPlaintext))
  const plaintext = { plaintext: firstPlaintext }
  const { data, ...beforeData } = a
  const spaced = JSON.stringify(Object.fromEntries(Object.entries(a).toReversed()), null, '\t').replaceAll(
    '\n',
    '\r\n  ',
  )
  const twice = JSON.stringify(a).replace('"data":', `"data":"${flip(data, 0)}","data":`)
  return [
    ['argon2id-19-mib', 'success', 'The cheapest Argon2id that is taken', a, plaintext],
    ['argon2id-64-mib', 'success', 'Argon2id as this version writes it', b, plaintext],
    ['pbkdf2', 'success', 'PBKDF2 with the fewest iterations that are taken', c, plaintext],
    ['members-reordered', 'success', 'Order and white space do not matter', ` ${spaced}\n`, plaintext],
    ['member-twice-last-counts', 'success', 'The first data is damaged, the second one is not', twice, plaintext],
    [
      'member-twice-last-damaged',
      'backup/corrupt',
      'The first data is sound, the second one is not',
      JSON.stringify({ ...beforeData, data }).replace(/}$/, `,"data":"${flip(data, 0)}"}`),
    ],
    ...(await padded()),
  ]
}

async function padded() {
  const accounts = JSON.stringify(payloads.full)
  return [
    [
      'accounts',
      'success',
      'Every type of account, members that this version does not know, padding to 4,096 bytes',
      await backup(cheapArgon2id, pad(accounts, 4096)),
      { plaintext: accounts },
    ],
    [
      'accounts-least',
      'success',
      'Accounts with nothing but what is required',
      await backup(cheapArgon2id, pad(JSON.stringify(payloads.least), 4096)),
      { plaintext: JSON.stringify(payloads.least) },
    ],
  ]
}

function passphrases(a) {
  const under = (text) => ({ passphrase: text })
  const nfd = passphrase.normalize('NFD')
  return [
    [
      'passphrase-decomposed',
      'success',
      'a and a combining diaeresis',
      a,
      { ...under(nfd), plaintext: firstPlaintext },
    ],
    ['passphrase-wrong', 'backup/passphrase', 'Another passphrase', a, under('correct horse battery staple')],
    ['passphrase-space', 'backup/passphrase', 'Nothing is trimmed', a, under(`${passphrase} `)],
    ['passphrase-case', 'backup/passphrase', 'No case is folded', a, under(passphrase.toUpperCase())],
    ['passphrase-empty', 'backup/passphrase', 'No file is written under an empty passphrase', a, under('')],
    ['passphrase-ill-formed', 'backup/passphrase', 'Half a surrogate pair', a, under(`${passphrase}\ud800`)],
  ]
}

function headers(a, c) {
  const kdf = (change) => ({ ...a, kdf: { ...a.kdf, ...change } })
  const code = 'backup/passphrase'
  return [
    ['header-m', code, 'm is one more than it was', kdf({ m: 19_457 })],
    ['header-t', code, 't is one more than it was', kdf({ t: 3 })],
    ['header-p', code, 'p is one more than it was', kdf({ p: 2 })],
    ['header-salt', code, 'One bit of the salt', kdf({ salt: flip(a.kdf.salt, 0) })],
    ['header-i', code, 'i is one more than it was', { ...c, kdf: { ...c.kdf, i: 600_001 } }],
    ['header-nonce', code, 'One bit of the nonce', { ...a, nonce: flip(a.nonce, 11) }],
    ['header-commit', code, 'One bit of the commitment', { ...a, commit: flip(a.commit, 31) }],
    ['header-other-kdf', code, 'The parameters of another file', { ...a, kdf: c.kdf }],
  ]
}

function contents(a) {
  const damaged = (name, comment, data) => [`data-${name}`, 'backup/corrupt', comment, { ...a, data }]
  return [
    damaged('first-byte', 'One bit of the first byte', flip(a.data, 0)),
    damaged('middle-byte', 'One bit of a byte in the middle', flip(a.data, 25)),
    damaged('tag', 'One bit of the last byte of the tag', flip(a.data, -1)),
    damaged('truncated', 'The last byte is missing', resize(a.data, -1)),
    damaged('longer', 'A byte too many', resize(a.data, 1)),
    damaged('only-tag', 'The tag and nothing before it', b64u(Buffer.from(a.data, 'base64url').subarray(-16))),
    damaged('short', 'Fewer bytes than a tag has', 'AAAA'),
    damaged('empty', 'No bytes at all', ''),
  ]
}

function limits(a, c) {
  const argon2id = (name, comment, change) => [
    `limits-${name}`,
    'backup/limits',
    comment,
    JSON.stringify({ ...a, kdf: { ...a.kdf, ...change } }).replace('"huge"', '1e999'),
  ]
  const pbkdf2 = (i) => [`limits-i-${i}`, 'backup/limits', `i = ${i}`, { ...c, kdf: { ...c.kdf, i } }]
  return [
    argon2id('m-below', 'One KiB under 19 MiB', { m: 19_455, t: 3 }),
    argon2id('m-above', 'One KiB over 256 MiB', { m: 262_145 }),
    argon2id('m-4-gib', '4 GiB', { m: 4_194_304 }),
    argon2id('m-infinite', '1e999', { m: 'huge' }),
    argon2id('m-negative', 'Less than nothing', { m: -65_536 }),
    argon2id('m-fraction', 'Not an integer', { m: 65_536.5 }),
    argon2id('t-0', 'No pass', { t: 0 }),
    argon2id('t-11', 'Eleven passes', { t: 11 }),
    argon2id('t-2-31', '2^31 passes', { t: 2 ** 31 }),
    argon2id('product-below', '19 MiB and one pass', { t: 1 }),
    argon2id('product-above', '256 MiB and five passes', { m: 262_144, t: 5 }),
    argon2id('p-0', 'No lane', { p: 0 }),
    argon2id('p-5', 'Five lanes', { p: 5 }),
    argon2id('p-255', '255 lanes', { p: 255 }),
    argon2id('v-16', 'Argon2 version 1.0', { v: 16 }),
    argon2id('salt-short', 'A salt of 15 bytes', { salt: b64u(counting(0, 15)) }),
    argon2id('salt-long', 'A salt of 17 bytes', { salt: b64u(counting(0, 17)) }),
    argon2id('salt-empty', 'No salt', { salt: '' }),
    ...[0, 1, 599_999, 10_000_001, 2 ** 32 - 1].map(pbkdf2),
  ]
}

function shapes(a) {
  const shape = (name, comment, file) => [`format-${name}`, 'backup/format', comment, file]
  const kdf = (change) => ({ ...a, kdf: { ...a.kdf, ...change } })
  const without = (name) => Object.fromEntries(Object.entries(a).filter(([member]) => member !== name))
  const raw = JSON.stringify(a)
  const standard = (text) => text.replaceAll('-', '+').replaceAll('_', '/')
  const newer = { format: a.format, version: 2, slots: [] }
  return [
    ...['format', 'version', 'kdf', 'commit', 'nonce', 'data'].map((name) =>
      shape(`no-${name}`, `${name} is missing`, without(name)),
    ),
    shape('unknown-member', 'A seventh member', { ...a, comment: '' }),
    shape('proto-member', 'A member named __proto__', raw.replace('{', '{"__proto__":{"version":1},')),
    shape('constructor-member', 'A member named constructor', { ...a, constructor: {} }),
    shape('other-format', 'Another format', { ...a, format: 'mfa-manager-vault' }),
    shape('version-0', 'version 0', { ...a, version: 0 }),
    shape('version-text', 'version "1"', { ...a, version: '1' }),
    shape('version-fraction', 'version 1.5', { ...a, version: 1.5 }),
    ['version-2', 'backup/unsupported-version', 'version 2', { ...a, version: 2 }],
    ['version-2-other-members', 'backup/unsupported-version', 'version 2 may have other members', newer],
    shape('list', 'A list', [a]),
    shape('null', 'null', 'null'),
    shape('kdf-null', 'kdf is null', { ...a, kdf: null }),
    shape('kdf-text', 'kdf is a text', { ...a, kdf: kdfLine(a.kdf) }),
    shape('kdf-unknown', 'A hash that is not known', kdf({ name: 'scrypt' })),
    shape('kdf-no-p', 'p is missing', kdf({ p: undefined })),
    shape('kdf-more', 'Argon2id with iterations of PBKDF2', kdf({ i: 600_000 })),
    shape('kdf-proto', 'A member named __proto__ in kdf', raw.replace('"v":19', '"__proto__":{"v":19}')),
    shape('m-text', 'm is a text', kdf({ m: '19456' })),
    shape('m-text-space', 'm is a text with a space', kdf({ m: '19456 ' })),
    shape('m-null', 'm is null', kdf({ m: null })),
    shape('salt-number', 'salt is a number', kdf({ salt: 0 })),
    shape('salt-stray-bits', 'The last character of salt has bits that say nothing', kdf({ salt: stray(a.kdf.salt) })),
    shape('commit-stray-bits', 'The same of commit', { ...a, commit: stray(a.commit) }),
    shape('data-stray-bits', 'The same of data', { ...a, data: stray(b64u(counting(0, 17))) }),
    shape('data-padding', 'base64url with padding', { ...a, data: `${b64u(counting(0, 17))}=` }),
    shape('data-standard', 'base64 with + and /', { ...a, data: standard('-_-_') }),
    shape('data-space', 'A space in base64url', { ...a, data: `${a.data.slice(0, 8)} ${a.data.slice(8)}` }),
    shape('data-line-feed', 'A line feed behind base64url', { ...a, data: `${a.data}\n` }),
    shape('data-lone', 'One character more than whole bytes have', { ...a, data: `${b64u(counting(0, 18))}A` }),
    shape('commit-short', 'A commitment of 31 bytes', { ...a, commit: resize(a.commit, -1) }),
    shape('nonce-short', 'A nonce of 11 bytes', { ...a, nonce: resize(a.nonce, -1) }),
    shape('nonce-long', 'A nonce of 16 bytes', { ...a, nonce: b64u(counting(0, 16)) }),
  ]
}

/** The same bytes in a spelling that no encoder writes: the unused bits of the last character set. */
function stray(text) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1)) + 1]
}

function notJson(a) {
  const text = JSON.stringify(a)
  const broken = (name, comment, file) => [`not-json-${name}`, 'backup/not-json', comment, file]
  const deep = (depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`
  return [
    broken('empty', 'No bytes', ''),
    broken('space', 'White space', ' \n'),
    broken('byte-order-mark', 'A byte-order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8(text)])),
    broken('utf-16', 'UTF-16', Buffer.from(text, 'utf16le')),
    broken('utf-8', 'A byte that UTF-8 never has', Buffer.concat([utf8(text.slice(0, -1)), Buffer.from([0xff, 0x7d])])),
    broken('truncated', 'The last byte is missing', text.slice(0, -1)),
    broken('two', 'Two documents', text + text),
    broken('comma', 'A comma behind the last member', text.replace(/}$/, ',}')),
    broken('comment', 'A comment', `// backup\n${text}`),
    broken('too-deep', '65 levels', `{"format":${deep(64)}}`),
    ['not-json-deep-enough', 'backup/format', '64 levels are JSON still', `{"format":${deep(63)}}`],
    broken('web-page', 'A page of the web', '<!doctype html><title>Not found</title>'),
  ]
}

async function authenticButWrong() {
  const list = []
  for (const [name, comment, plaintext, reasons] of payloads.refused) {
    const bytes = Buffer.isBuffer(plaintext) ? plaintext : utf8(textOf(plaintext))
    const file = await backup(cheapArgon2id, bytes)
    list.push([`payload-${name}`, 'backup/payload', comment, file, { reasons }])
  }
  return list
}

/** A file whose content authenticates under the keys of eight passphrases at once. */
async function oracle() {
  const passphrases = Array.from({ length: 8 }, (_, index) => `guess number ${index + 1}`)
  const keys = []
  for (const guess of passphrases) keys.push((await keysOf(guess, cheapArgon2id)).encKey)
  const data = collide(keys, nonce, headerText(cheapArgon2id), fixedRandom('oracle tag', 16))
  const file = fileOf(cheapArgon2id, fixedRandom('oracle commit', 32), data)
  const commits = []
  for (const guess of passphrases) commits.push(b64u((await keysOf(guess, cheapArgon2id)).commit))
  const comment = 'data authenticates under the keys of eight passphrases; the commitment belongs to none of them'
  return ['opens-under-eight', 'backup/passphrase', comment, file, { passphrase: passphrases[0], passphrases, commits }]
}
