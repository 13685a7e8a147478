import * as fc from 'fast-check'
import { expect } from 'vitest'
import { encodeBase32 } from '../../src/encoding/index.ts'
import { inspectFile } from '../../src/transfer/file-content.ts'
import type { ReadExport, SealedExport } from '../../src/transfer/format.ts'
import {
  importFormats,
  openExports,
  TransferError,
  type ImportEntry,
  type LockedImport,
  type OpenedExport,
  type OpenImport,
} from '../../src/transfer/index.ts'
import { nodeArgon2id } from './kdf.ts'

/** What tests take for now. */
export const openedAt = Date.UTC(2026, 10, 22)

/** Text, bytes, or a value that becomes JSON. */
export type Content = unknown

/** Opens one file through the public seam. */
export async function openFile(content: Content): Promise<OpenedExport> {
  const opened = await openExports([{ name: 'file', bytes: bytesOfContent(content) }], {
    argon2: await nodeArgon2id(),
    now: openedAt,
  })
  const [one] = opened
  if (one === undefined || opened.length > 1) throw new Error(`${opened.length} exports came of one file`)
  return one
}

/** Opens a file that is not encrypted and must be of use. */
export async function openPlain(content: Content): Promise<OpenImport> {
  const opened = await openFile(content)
  if (opened.state !== 'open') throw new Error(`it is ${opened.state} ${'code' in opened ? opened.code : ''}`)
  return opened
}

/** Opens a file that must be encrypted. */
export async function openLocked(content: Content): Promise<LockedImport> {
  const opened = await openFile(content)
  if (opened.state !== 'locked') throw new Error(`it is ${opened.state} ${'code' in opened ? opened.code : ''}`)
  return opened
}

/** `open`, `locked`, or the code of the refusal. */
export async function stateOf(content: Content): Promise<string> {
  const opened = await openFile(content)
  return opened.state === 'refused' ? opened.code : opened.state
}

/** The one entry of an export, which must be an account; its secret in base32. */
export function onlyAccount({ entries }: Pick<OpenImport, 'entries'>) {
  const [entry] = entries
  if (entries.length !== 1 || entry === undefined) throw new Error(`${entries.length} entries`)
  return accountOf(entry)
}

/** An entry that must be an account: its members, `dropped` and `otherIssuer` in one object, the secret in base32. */
export function accountOf(entry: ImportEntry) {
  if (entry.outcome !== 'account') throw new Error(`${entry.label} is unreadable: ${entry.code}`)
  const { account, outcome: _outcome, ...rest } = entry
  return { ...account, secret: encodeBase32(account.secret), ...rest }
}

/** What became of each record: `account` or the code. */
export function outcomesOf({ entries }: Pick<OpenImport, 'entries'>): readonly string[] {
  return entries.map((entry) => (entry.outcome === 'account' ? 'account' : entry.code))
}

/** Runs of properties that mutate files. */
export const mutationRuns = process.env['SLOW'] === '1' ? 3000 : 150

/**
 * Whatever the file is: it is opened, locked, or refused, and so is what a password makes of it. The reader itself throws
 * errors with codes only; what else it threw would pass for damage.
 */
export async function expectAnEnd(content: Content, password?: string): Promise<void> {
  const { state } = await openFile(content)
  expect(['open', 'locked', 'refused']).toContain(state)
  try {
    const read = await readDirectly(bytesOfContent(content))
    if (read !== undefined && 'unlock' in read && password !== undefined) await read.unlock(password)
  } catch (error) {
    if (!(error instanceof TransferError)) throw error
  }
}

async function readDirectly(bytes: Uint8Array): Promise<ReadExport | SealedExport | undefined> {
  const file = await inspectFile({ name: 'file', bytes })
  const format = importFormats.find((each) => each.recognises(file, [file]))
  const argon2 = await nodeArgon2id()
  const context = { now: openedAt, argon2, readPicture: () => Promise.resolve([]), signal: undefined }
  return (await format?.load())?.readExport([file], context)
}

/** A file with a few bytes changed, and perhaps cut off. */
export function mutatedBytes(file: Uint8Array): fc.Arbitrary<Uint8Array> {
  const place = fc.nat(file.length - 1)
  return fc
    .record({ changes: fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 4 }), end: fc.option(place) })
    .map(({ changes, end }) => {
      const bytes = file.slice(0, end ?? file.length)
      for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte
      return bytes
    })
}

/** A value of JSON in which some members, wherever they are, are gone or have become something else. */
export function mutatedJson(value: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(value)
  const replacement = fc.oneof(fc.constant(undefined), hostileValue)
  return fc
    .array(fc.tuple(fc.constantFrom(...paths), replacement), { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce<unknown>((whole, [path, to]) => replaced(whole, path, to), value))
}

const hostileValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    1e308,
    [[]],
    [null],
    {},
    { ['__proto__']: { secret: 'AA' } },
    'constructor',
  ),
)

type Path = readonly (string | number)[]

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return path.length === 0 ? [] : [path]
  const below = Object.entries(value).flatMap(([name, member]) => pathsOf(member, [...path, name]))
  return path.length === 0 ? below : [path, ...below]
}

function replaced(whole: unknown, [name, ...rest]: Path, to: unknown): unknown {
  if (name === undefined) return to
  if (typeof whole !== 'object' || whole === null) return whole
  const copy: Record<string, unknown> | unknown[] = Array.isArray(whole) ? [...whole] : { ...whole }
  return Object.assign(copy, { [name]: replaced(Object.entries(whole).find(([each]) => each === name)?.[1], rest, to) })
}

function bytesOfContent(content: Content): Uint8Array {
  if (content instanceof Uint8Array) return content
  return new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content))
}
