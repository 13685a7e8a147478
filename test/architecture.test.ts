import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it, test } from 'vitest'

const source = resolve(import.meta.dirname, '../src')

/** Which rooms a room may import from. `errors` and `clock` are files that everybody may use. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  clock: [],
  ambient: [],
  account: ['otp'],
  encoding: [],
  otp: ['encoding'],
  crypto: ['encoding'],
  storage: ['crypto', 'encoding'],
  vault: ['otp', 'crypto', 'storage', 'account', 'encoding'],
  transfer: ['otp', 'crypto', 'encoding', 'account', 'qr'],
  qr: ['encoding'],
  backups: ['account', 'crypto', 'transfer', 'vault'],
  viewer: ['account', 'encoding', 'otp', 'crypto', 'transfer'],
  api: ['account', 'encoding', 'otp', 'vault', 'transfer'],
  // Types and constants of the protocol, and nothing else: see the exception below.
  client: ['api'],
  pwa: [],
  health: ['encoding', 'crypto', 'storage', 'vault', 'pwa'],
  ui: ['account', 'encoding', 'otp', 'crypto', 'storage', 'vault', 'transfer', 'qr', 'backups', 'api', 'pwa', 'health'],
  sw: ['pwa'],
  'open-vault': ['crypto', 'vault', 'ui'],
  'open-importer': ['transfer', 'ui'],
  'open-qr-reader': ['qr', 'ui'],
  'open-passkeys': ['pwa'],
  'open-clock-watch': ['pwa'],
  main: ['pwa', 'vault', 'ui', 'open-vault', 'open-importer', 'open-qr-reader', 'open-passkeys', 'open-clock-watch'],
  connect: ['api', 'pwa', 'vault', 'ui', 'open-vault', 'open-passkeys', 'open-clock-watch'],
}
const forEverybody = ['errors', 'clock']

/** Files of another room that may be imported although they are not its index: addresses of workers. */
const workerAddress = /\?worker&url$/

/** The one file that both sides of the message API share, and all that the client takes from this project. */
const protocolFile = join('api', 'protocol.ts')

interface SourceFile {
  readonly path: string
  readonly room: string
  readonly text: string
  readonly imports: readonly string[]
}

const files: readonly SourceFile[] = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => {
    const text = readFileSync(join(source, path), 'utf8')
    return { path, room: roomOf(path), text, imports: importsIn(text) }
  })

function roomOf(path: string): string {
  return (path.split(/[\\/]/)[0] ?? '').replace(/(?:\.d)?\.tsx?$/, '')
}

function importsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?:from|import\(?)\s*'(\.[^']+)'/g)].map(([, target]) => target ?? '')
}

/** The path under `src` that an import names, without its query. */
function targetOf(file: SourceFile, target: string): string {
  return relative(source, resolve(source, dirname(file.path), target.replace(/\?.*$/, '')))
}

test.each(files.map((file) => [file.path, file] as const))('%s imports only what its room may', (_, file) => {
  const allowed = [...(mayImport[file.room] ?? []), ...forEverybody, file.room]
  const others = file.imports.map((target) => roomOf(targetOf(file, target)))
  expect(others.filter((room) => !allowed.includes(room))).toEqual([])
})

test.each(files.map((file) => [file.path, file] as const))(
  "%s takes other rooms' things from their index",
  (_, file) => {
    const pastTheDoor = file.imports
      .filter((target) => !workerAddress.test(target))
      .map((target) => targetOf(file, target))
      .filter((path) => {
        const room = roomOf(path)
        const isFile = !/[\\/]/.test(path)
        // ui is the top room: only main.tsx and its like look into it, and it has no surface of its own.
        return (
          room !== file.room &&
          !isFile &&
          room !== 'ui' &&
          !(file.room === 'client' && path === protocolFile) &&
          !/^[\w-]+[\\/](?:(?:backup|page|passkeys)[\\/])?index\.ts$/.test(path)
        )
      })
    expect(pastTheDoor).toEqual([])
  },
)

describe('the source', () => {
  it('gives the client library nothing but the protocol, which imports nothing', () => {
    const fromElsewhere = files
      .filter(({ room }) => room === 'client')
      .flatMap((file) => file.imports.map((target) => targetOf(file, target)))
      .filter((path) => roomOf(path) !== 'client' && path !== protocolFile)
    expect(fromElsewhere).toEqual([])
    expect(files.find(({ path }) => path === protocolFile)?.imports).toEqual([])
  })

  it('has a line in the table for every room', () => {
    expect([...new Set(files.map((file) => file.room))].filter((room) => !(room in mayImport))).toEqual([])
  })

  it('reads the time only in the clock', () => {
    expect(files.filter((file) => /\bDate\.now\(/.test(file.text)).map((file) => file.path)).toEqual(['clock.ts'])
  })

  it('writes no HTML', () => {
    expect(files.filter((file) => /innerHTML|outerHTML|insertAdjacentHTML/.test(file.text)).map((f) => f.path)).toEqual(
      [],
    )
  })

  it('has no style attribute with a constant in it', () => {
    expect(files.filter((file) => /\sstyle=["']/.test(file.text)).map((file) => file.path)).toEqual([])
  })

  it('keeps every sentence in a message module', () => {
    // A text node with two words or more in JSX, outside an expression.
    const sentence = />\s*[A-Z][a-z]+ [a-z]+[^<{]*<\//
    const found = files
      .filter((file) => file.path.endsWith('.tsx') && sentence.test(file.text))
      .map((file) => file.path)
    expect(found).toEqual([])
  })

  it('has no file over 500 lines', () => {
    expect(files.filter((file) => file.text.split('\n').length > 500).map((file) => file.path)).toEqual([])
  })
})
