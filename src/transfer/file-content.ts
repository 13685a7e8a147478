import { readPreferences } from './containers/preferences.ts'
import { TransferError } from './errors.ts'
import type { ExportFile, FileContent } from './format.ts'
import { parseJsonText } from './strict-json.ts'
import { decodeText } from './text.ts'

/** Bytes of the largest file that is opened: what the largest backup may have. */
export const maxFileBytes = 64 * 1024 * 1024

/** Lists, objects, elements and members: what 50,000 accounts of forty members have. */
export const maxJsonParts = 4_000_000

const signatures: readonly (readonly [kind: 'kdbx' | 'java-objects' | 'picture' | 'zip' | 'sqlite', prefix: string])[] =
  [
    ['zip', 'PK\u0003\u0004'],
    ['zip', 'PK\u0005\u0006'],
    ['sqlite', 'SQLite format 3\0'],
    ['kdbx', '\u0003\u00d9\u00a2\u009a\u0067\u00fb\u004b\u00b5'],
    ['kdbx', '\u0003\u00d9\u00a2\u009a\u0065\u00fb\u004b\u00b5'],
    ['java-objects', '\u00ac\u00ed\u0000\u0005'],
    ['picture', '\u0089PNG'],
    ['picture', '\u00ff\u00d8\u00ff'],
    ['picture', 'GIF8'],
    ['picture', 'RIFF'],
  ]

/**
 * Finds out what a file is by looking at its bytes, as far as that can be done without a password.
 *
 * @throws {@link TransferError} `transfer/empty`, `transfer/too-large`, `transfer/too-many`, `transfer/damaged`,
 * `transfer/unsupported`.
 */
export async function inspectFile({ name, bytes }: ExportFile): Promise<FileContent> {
  if (bytes.length === 0) throw new TransferError('transfer/empty', 'the file has no bytes')
  if (bytes.length > maxFileBytes) throw new TransferError('transfer/too-large', 'the file is over 64 MiB')
  const head = String.fromCharCode(...bytes.subarray(0, 16))
  const kind = signatures.find(([, prefix]) => head.startsWith(prefix))?.[0]
  switch (kind) {
    case 'zip': {
      const { readZipDirectory } = await import('./containers/zip.ts')
      return { name, bytes, kind, members: await readZipDirectory(bytes) }
    }
    case 'sqlite': {
      const { openSqlite } = await import('./containers/sqlite.ts')
      return { name, bytes, kind, tables: openSqlite(bytes).tables }
    }
    case undefined:
      return inspectText(name, bytes)
    case 'kdbx':
    case 'java-objects':
    case 'picture':
      return { name, bytes, kind }
  }
}

/** UTF-16 units in which a document says what it is. */
const maxProlog = 65_536

function inspectText(name: string, bytes: Uint8Array): FileContent {
  const decoded = decodeText(bytes)
  if (decoded === undefined) return { name, bytes, kind: isBitmap(bytes) ? 'picture' : 'binary' }
  const text = decoded.trim()
  if (text === '') throw new TransferError('transfer/empty', 'the file is white space')
  if (text.startsWith('-----BEGIN PGP MESSAGE-----')) throw new TransferError('transfer/unsupported', 'OpenPGP')
  if (/^[[{]/.test(text)) return inspectJson(name, bytes, text)
  const start = text.slice(0, maxProlog)
  if (/^<\?xml[^>]*>\s*<map[\s>/]|^<map[\s>/]/.test(start)) {
    return { name, bytes, kind: 'preferences', entries: readPreferences(text) }
  }
  return {
    name,
    bytes,
    kind: /^(?:<!--[^]*?-->\s*|<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body)\b/i.test(start) ? 'html' : 'text',
    text,
  }
}

function inspectJson(name: string, bytes: Uint8Array, text: string): FileContent {
  const reading = parseJsonText(text, maxJsonParts)
  if ('value' in reading) return { name, bytes, kind: 'json', text, value: reading.value }
  if (reading.problem === 'too-many-parts') throw new TransferError('transfer/too-many', 'the file has too many parts')
  // A text that only begins like JSON may still be a list of links or a table.
  const hasLink = /^[^\S\r\n]*(?:apple-otpauth|otpauth|otpauth-migration|steam|motp):/im.test(text)
  const isTable = /^[[{][^"\r\n]*[\]}],/.test(text.slice(0, maxProlog))
  if (hasLink || isTable) return { name, bytes, kind: 'text', text }
  throw new TransferError('transfer/damaged', 'the file begins like JSON and is none')
}

/** Two letters are not much of a signature; the four bytes that are always zero make up for it. */
function isBitmap(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x42 && bytes[1] === 0x4d && bytes.length > 54 && bytes.subarray(6, 10).every((byte) => byte === 0)
  )
}
