import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { entriesOf, withIntegrity } from '../../../build/entry-integrity-plugin.ts'
import { integrityOf } from '../../../build/integrity.ts'
import { distFolder } from './host.ts'

/** What stands in the file names of the next version, where the hash of the tested one begins. */
export const nextMark = 'NEXT'

const text = /\.(?:html|js|css|webmanifest)$/
const hashed = /^(assets\/.+-)([\w-]{8})(\.\w+)$/
const entry = /\{"integrity":"[^"]*","revision":[^,]*,"url":"([^"]*)"\}/g

/**
 * The tested build as its next version would be: every asset has another name, everything that names one has other
 * bytes, it calls itself 1.0.1, and its service worker lists all that with the right hashes.
 */
export function nextVersion(): ReadonlyMap<string, Buffer> {
  const names = readdirSync(distFolder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => hashed.test(name) || name === 'index.html' || name === 'sw.js')
  const renamed = new Map(names.map((name) => [name, name.replace(hashed, `$1${nextMark}`) + endOf(name)]))
  const files = new Map<string, Buffer>()
  for (const name of names) {
    const bytes = readFileSync(join(distFolder, name))
    files.set(renamed.get(name) ?? name, text.test(name) ? Buffer.from(rename(bytes.toString(), renamed)) : bytes)
  }
  files.set('index.html', Buffer.from(stateAnew(files)))
  files.set('sw.js', Buffer.from(listAnew(files)))
  return files
}

/** The part of the hash that stays, and the extension. */
function endOf(name: string): string {
  const [, , hash = '', extension = ''] = hashed.exec(name) ?? []
  return hash.slice(nextMark.length) + extension
}

function rename(content: string, renamed: ReadonlyMap<string, string>): string {
  let next = content.replaceAll('1.0.0', '1.0.1')
  for (const [name, other] of renamed) {
    if (name !== other) next = next.replaceAll(name.slice('assets/'.length), other.slice('assets/'.length))
  }
  return next
}

/** The page with the hashes of what it starts with as that is now. */
function stateAnew(files: ReadonlyMap<string, Buffer>): string {
  const html = (files.get('index.html') ?? '').toString()
  const entries = entriesOf(html).map((address) => {
    const bytes = files.get(address.replace(/^\.\//, ''))
    return [address, integrityOf(bytes ?? Buffer.alloc(0))] as const
  })
  return withIntegrity(html, new Map(entries))
}

/** The service worker with the hashes of the files as they are now. */
function listAnew(files: ReadonlyMap<string, Buffer>): string {
  return (files.get('sw.js') ?? '').toString().replaceAll(entry, (whole, url: string) => {
    const bytes = files.get(url)
    if (bytes === undefined) return whole
    const integrity = integrityOf(bytes)
    const revision = hashed.test(url) ? null : createHash('md5').update(bytes).digest('hex')
    return JSON.stringify({ integrity, revision, url })
  })
}
