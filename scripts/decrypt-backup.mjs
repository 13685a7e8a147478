// Opens a backup of MFA Manager without MFA Manager: node scripts/decrypt-backup.mjs FILE > accounts.json
//
// Written from docs/backup-format.md, shares no code with the app. It needs Node 20 and, for files that use Argon2id,
// either Node 24.7 (whose crypto module has it) or the package hash-wasm (npm install hash-wasm).
// The passphrase is asked for, or read as one line from standard input. What comes out holds every secret in clear.
import * as crypto from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

class Refused extends Error {
  constructor(code) {
    super(code)
    this.code = code
  }
}

const refuse = (code) => {
  throw new Refused(`backup/${code}`)
}

function readDocument(bytes) {
  if (bytes.length > 64 * 1024 * 1024) refuse('not-json')
  let text
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    refuse('not-json')
  }
  let depth = 0
  // Strings first, so that brackets inside them are not counted.
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/gs)) {
    if (token === '{' || token === '[') depth++
    if (token === '}' || token === ']') depth--
    if (depth > 64) refuse('not-json')
  }
  try {
    return JSON.parse(text)
  } catch {
    return refuse('not-json')
  }
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

function exactly(object, names) {
  const has = (name) => Object.hasOwn(object, name)
  if (!isObject(object) || Object.keys(object).length !== names.length || !names.every(has)) refuse('format')
}

function binary(text, length) {
  if (typeof text !== 'string') refuse('format')
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.toString('base64url') !== text) refuse('format')
  if (length !== undefined && bytes.length !== length) refuse('format')
  return bytes
}

const within = (value, least, most) => Number.isInteger(value) && value >= least && value <= most

/** Checks the parameters of the slow hash and answers their line of the header text, and how to run them. */
function slowHash(kdf) {
  if (kdf?.name === 'argon2id') {
    exactly(kdf, ['name', 'v', 'm', 't', 'p', 'salt'])
    const { v, m, t, p } = kdf
    if (![v, m, t, p].every((value) => typeof value === 'number')) refuse('format')
    const salt = binary(kdf.salt)
    const sound = v === 19 && within(m, 19456, 262144) && within(t, 1, 10) && within(p, 1, 4)
    if (!sound || !within(m * t, 38912, 1048576) || salt.length !== 16) refuse('limits')
    return {
      line: `argon2id v=${v} m=${m} t=${t} p=${p}`,
      run: (message, argon2id) => argon2id(message, { m, t, p, salt }),
    }
  }
  exactly(kdf, ['name', 'i', 'salt'])
  if (kdf.name !== 'pbkdf2-sha256' || typeof kdf.i !== 'number') refuse('format')
  const salt = binary(kdf.salt)
  if (!within(kdf.i, 600000, 10000000) || salt.length !== 16) refuse('limits')
  return {
    line: `pbkdf2-sha256 i=${kdf.i}`,
    run: async (message) => crypto.pbkdf2Sync(message, salt, kdf.i, 32, 'sha256'),
  }
}

async function systemArgon2id(message, { m, t, p, salt }) {
  if (typeof crypto.argon2Sync === 'function') {
    return crypto.argon2Sync('argon2id', { message, nonce: salt, parallelism: p, tagLength: 32, memory: m, passes: t })
  }
  const { argon2id: run } = await import('hash-wasm')
  const cost = { memorySize: m, iterations: t, parallelism: p }
  return Buffer.from(await run({ password: message, salt, ...cost, hashLength: 32, outputType: 'binary' }))
}

function passphraseBytes(text) {
  if (/\p{Surrogate}/u.test(text)) refuse('passphrase')
  const bytes = Buffer.from(text.normalize('NFC'), 'utf8')
  if (bytes.length < 1 || bytes.length > 1024) refuse('passphrase')
  return bytes
}

/**
 * The plaintext of a backup as text, without its padding. Rejects with an error whose `code` is the format's.
 * `argon2id(message, { m, t, p, salt })` may be put in the place of the system's.
 */
export async function decryptBackup(file, passphrase, argon2id = systemArgon2id) {
  const json = readDocument(file)
  if (!isObject(json) || !Object.hasOwn(json, 'format') || json.format !== 'mfa-manager-backup') refuse('format')
  if (Number.isInteger(json.version) && json.version > 1) refuse('unsupported-version')
  exactly(json, ['format', 'version', 'kdf', 'commit', 'nonce', 'data'])
  if (json.version !== 1) refuse('format')
  const { line, run } = slowHash(json.kdf)
  const [commit, nonce, data] = [binary(json.commit, 32), binary(json.nonce, 12), binary(json.data)]

  const headerText = `mfa-manager-backup\n1\n${line}\nsalt=${json.kdf.salt}\nnonce=${json.nonce}\n`
  const prk = await run(passphraseBytes(passphrase), argon2id)
  const context = crypto.createHash('sha256').update(headerText).digest()
  const derive = (purpose) =>
    Buffer.from(crypto.hkdfSync('sha256', prk, context, `mfa-manager/backup/v1/${purpose}`, 32))
  if (!crypto.timingSafeEqual(derive('commit'), commit)) refuse('passphrase')

  if (data.length < 16) refuse('corrupt')
  const decipher = crypto.createDecipheriv('aes-256-gcm', derive('enc'), nonce)
  decipher.setAAD(Buffer.from(headerText)).setAuthTag(data.subarray(-16))
  try {
    const plaintext = Buffer.concat([decipher.update(data.subarray(0, -16)), decipher.final()])
    return plaintext.toString('utf8').replace(/ +$/, '')
  } catch {
    return refuse('corrupt')
  }
}

/** One line from standard input; on a terminal it is not shown. */
async function askForPassphrase() {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY })
  if (process.stdin.isTTY) process.stderr.write('Backup passphrase: ')
  for await (const line of lines) {
    lines.close()
    if (process.stdin.isTTY) process.stderr.write('\n')
    return line
  }
  return ''
}

async function main() {
  const path = process.argv[2]
  if (path === undefined) {
    console.error('usage: node scripts/decrypt-backup.mjs FILE')
    process.exitCode = 2
    return
  }
  try {
    console.log(await decryptBackup(await readFile(path), await askForPassphrase()))
  } catch (error) {
    console.error(error.code ?? error.message)
    process.exitCode = 1
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
