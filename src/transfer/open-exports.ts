import { CryptoError, fetchArgon2, type Argon2 } from '../crypto/index.ts'
import { systemClock } from '../clock.ts'
import { maxEntries } from './entry.ts'
import { TransferError, type TransferErrorCode } from './errors.ts'
import { inspectFile } from './file-content.ts'
import type {
  ExportFile,
  FileContent,
  FormatId,
  ImportEntry,
  LockedImport,
  OpenedExport,
  OpenImport,
  ReadExport,
  ReadingContext,
  SealedExport,
} from './format.ts'
import { importFormats, type ImportFormat } from './registry.ts'

/** What tests and Node have otherwise than a page or a worker. */
export interface OpenExportsOptions {
  readonly argon2?: Argon2 | undefined
  readonly readPicture?: ReadingContext['readPicture'] | undefined
  /** Unix ms. */
  readonly now?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Opens the exports of other apps, and our own backups. What a file is, its content says. Files that belong together (the
 * parts of a Google batch, Steam's manifest and its maFiles) are one export; archives are unpacked.
 *
 * Never rejects for what is in a file: an export that is of no use is `refused`, with a code.
 *
 * @returns One result per export, in the order of their first files.
 */
export async function openExports(
  files: readonly ExportFile[],
  options: OpenExportsOptions = {},
): Promise<readonly OpenedExport[]> {
  const context = contextOf(options)
  const inspections = await Promise.all(files.map((file) => inspect(file, context)))
  return openContents(inspections.flat(), context)
}

/** A file that was looked at, or the result that it has already. */
type Inspection = { readonly content: FileContent } | { readonly result: OpenedExport }

function contextOf({ argon2, readPicture, now, signal }: OpenExportsOptions): ReadingContext {
  let fetched: Promise<Argon2> | undefined
  return {
    now: now ?? systemClock.now(),
    argon2: argon2 ?? (async (...input) => (await (fetched ??= fetchArgon2()))(...input)),
    readPicture: readPicture ?? (() => Promise.resolve([])),
    signal,
  }
}

async function inspect(file: ExportFile, context: ReadingContext): Promise<readonly Inspection[]> {
  return settle([file.name], undefined, async () => {
    const content = await inspectFile(file)
    return content.kind === 'zip' ? inspectArchive(content, context) : [{ content }]
  })
}

/** Runs what may refuse the export of these files. */
async function settle(
  files: readonly string[],
  format: FormatId | undefined,
  run: () => Promise<readonly Inspection[]>,
): Promise<readonly Inspection[]> {
  try {
    return await run()
  } catch (error) {
    const code = refusalOf(error)
    return [{ result: { state: 'refused', files, code, ...(format && { format }) } }]
  }
}

function refusalOf(error: unknown): TransferErrorCode {
  if (error instanceof TransferError) return error.code
  if (error instanceof CryptoError)
    return error.code === 'crypto/kdf-memory' ? 'transfer/memory' : 'transfer/not-loaded'
  if (error instanceof DOMException && error.name === 'AbortError') return 'transfer/cancelled'
  // A reader that stumbles over what no real file has: the file is at fault, and the others are still worth opening.
  return 'transfer/damaged'
}

type Archive = Extract<FileContent, { kind: 'zip' }>

/** What of an archive is worth unpacking. Password managers put attachments beside the one file that counts. */
function wantedMembers({ members }: Archive): (path: string) => boolean {
  const main = members.find(({ path }) => path === 'export.data' || /(?:^|\/)Proton Pass\/data\.json$/.test(path))
  if (main !== undefined) return (path) => path === main.path
  return (path) => !/(?:^|\/)(?:__MACOSX\/|\.[^./])/.test(path)
}

async function inspectArchive(archive: Archive, context: ReadingContext): Promise<readonly Inspection[]> {
  if (archive.members.length === 0) throw new TransferError('transfer/empty', 'the archive has no members')
  const wants = wantedMembers(archive)
  if (archive.members.some(({ path, encrypted }) => encrypted && wants(path))) {
    return [{ result: lockedArchive(archive, context) }]
  }
  return contentsOf(archive, undefined, context)
}

async function contentsOf(
  archive: Archive,
  password: string | undefined,
  { signal }: ReadingContext,
): Promise<readonly Inspection[]> {
  const { readZipMembers } = await import('./containers/zip.ts')
  const options = password === undefined ? { signal } : { signal, password }
  const files = await readZipMembers(archive.bytes, wantedMembers(archive), options)
  const inner = await Promise.all(
    files.map(({ name, bytes }) =>
      settle([`${archive.name}/${name}`], undefined, async () => [{ content: await inspectFile({ name, bytes }) }]),
    ),
  )
  const contents = inner.flat().flatMap((each) => ('content' in each ? [each.content] : []))
  // What else lies in an archive (a read-me, a sheet to print of the same accounts) is no export.
  const exports = contents.filter((content) => formatOf(content, contents) !== undefined)
  const data = exports.filter(({ kind }) => kind !== 'html')
  const found = data.length > 0 ? data : exports
  // What was recognised as something, and is damaged or too large, is said beside what can be opened.
  const refused = inner.flat().filter((each) => 'result' in each && !isEmpty(each.result))
  if (found.length + refused.length === 0) {
    throw new TransferError('transfer/unrecognised', 'no member of the archive is an export')
  }
  const named = found.map((content) => ({ content: { ...content, name: `${archive.name}/${content.name}` } }))
  return [...named, ...refused]
}

function isEmpty(result: OpenedExport): boolean {
  return result.state === 'refused' && result.code === 'transfer/empty'
}

function lockedArchive(archive: Archive, context: ReadingContext): LockedImport {
  const files = [archive.name]
  return {
    state: 'locked',
    format: 'zip',
    files,
    unlock: (password, { signal } = {}) =>
      unlocking(password, async (spelling) => {
        const inner = { ...context, signal }
        return joined(files, await openContents(await contentsOf(archive, spelling, inner), inner))
      }),
  }
}

/** Makes one export of what was in a locked archive. What of it is of no use is an entry that says so. */
function joined(files: readonly string[], opened: readonly OpenedExport[]): OpenImport {
  const exports = opened.filter((each): each is OpenImport => each.state === 'open')
  const [first] = exports
  if (first === undefined) {
    const refused = opened.find((each) => each.state === 'refused')
    throw new TransferError(refused?.code ?? 'transfer/unsupported', 'what is in the archive cannot be opened')
  }
  const others = opened.filter((each) => each.state !== 'open')
  const unread = others.map((each): ImportEntry => {
    const code = each.state === 'locked' ? 'entry/password' : 'entry/malformed'
    return { outcome: 'unreadable', label: each.files.join(', '), code, text: '' }
  })
  return open(first.format, files, {
    ...first,
    entries: [...exports.flatMap(({ entries }) => entries), ...unread],
    skipped: exports.reduce((sum, { skipped = 0 }) => sum + skipped, 0),
    remarks: [...new Set(exports.flatMap(({ remarks = [] }) => remarks))],
  })
}

/** Runs what a password is needed for; whatever goes wrong has a code of ours. */
/** Runs with the password as typed, then as other keyboards would have written its accents: no app normalises them. */
async function unlocking(password: string, run: (spelling: string) => Promise<OpenImport>): Promise<OpenImport> {
  const spellings = new Set([password, password.normalize('NFC'), password.normalize('NFD')])
  let refusal: unknown
  for (const spelling of spellings) {
    try {
      return await run(spelling)
    } catch (error) {
      if (!(error instanceof TransferError)) {
        throw new TransferError(refusalOf(error), 'the export cannot be opened', { cause: error })
      }
      if (error.code !== 'transfer/wrong-password') throw error
      refusal = error
    }
  }
  throw refusal
}

async function openContents(
  inspections: readonly Inspection[],
  context: ReadingContext,
): Promise<readonly OpenedExport[]> {
  const contents = inspections.flatMap((each) => ('content' in each ? [each.content] : []))
  const groups = new Map<FormatId, FileContent[]>()
  const openings: (() => Promise<OpenedExport>)[] = []
  for (const each of inspections) {
    if ('result' in each) {
      const { result } = each
      openings.push(() => Promise.resolve(result))
      continue
    }
    const { content } = each
    const format = formatOf(content, contents)
    const group = format?.together && groups.get(format.id)
    if (group) {
      group.push(content)
      continue
    }
    const files = [content]
    if (format?.together) groups.set(format.id, files)
    openings.push(() => openExport(files, format, context))
  }
  return Promise.all(openings.map((opening) => opening()))
}

function formatOf(file: FileContent, others: readonly FileContent[]): ImportFormat | undefined {
  try {
    return importFormats.find((format) => format.recognises(file, others))
  } catch {
    // Regular expressions run out of stack on texts that no export has.
    return undefined
  }
}

async function openExport(
  contents: readonly FileContent[],
  format: ImportFormat | undefined,
  context: ReadingContext,
): Promise<OpenedExport> {
  const files = contents.map(({ name }) => name)
  if (format === undefined) {
    const isPicture = contents.some(({ kind }) => kind === 'picture')
    return { state: 'refused', files, code: isPicture ? 'transfer/picture' : 'transfer/unrecognised' }
  }
  const { id } = format
  try {
    const read = await (await loaded(format)).readExport(contents, context)
    return 'unlock' in read ? locked(id, files, read) : open(id, files, read)
  } catch (error) {
    return { state: 'refused', files, format: id, code: refusalOf(error) }
  }
}

async function loaded(format: ImportFormat) {
  try {
    return await format.load()
  } catch (cause) {
    throw new TransferError('transfer/not-loaded', 'the reader of this format did not load', { cause })
  }
}

function open(format: FormatId, files: readonly string[], read: ReadExport): OpenImport {
  if (read.entries.length > maxEntries) throw new TransferError('transfer/too-many', 'over 50,000 entries')
  return { ...read, state: 'open', format, files }
}

function locked(format: FormatId, files: readonly string[], sealed: SealedExport): LockedImport {
  const { memoryBytes } = sealed
  return {
    state: 'locked',
    format,
    files,
    ...(memoryBytes !== undefined && { memoryBytes }),
    unlock: (password, { signal } = {}) =>
      unlocking(password, async (spelling) => open(format, files, await sealed.unlock(spelling, signal))),
  }
}
