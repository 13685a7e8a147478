import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect } from 'vitest'
import { decodeBase32, encodeBase32 } from '../../src/encoding/index.ts'
import {
  openExports,
  type ImportEntry,
  type OpenedExport,
  type OpenExportsOptions,
  type OpenImport,
} from '../../src/transfer/index.ts'
import { nodeArgon2id } from './kdf.ts'

/** Where exports of other apps lie, each with what must come out of it. Not part of the project; tests skip without. */
export const fixturesFolder = resolve(process.env['MFA_FIXTURES'] ?? '../shared/fixtures')

/** One exported file set and what it must become. */
export interface ExportFixture {
  /** `app/variant`. */
  readonly name: string
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  readonly passphrase: string | undefined
  readonly encrypted: boolean
  readonly rejected: boolean
  readonly skips: number
  /** Texts of the codes in the files, where those are pictures. */
  readonly qrTexts: readonly string[]
  readonly expected: readonly ExpectedAccount[]
}

interface ExpectedAccount {
  readonly issuer: string
  readonly label: string
  readonly issuerAlt?: string | readonly string[]
  readonly labelAlt?: string | readonly string[]
  readonly secret: string
  readonly type: string
  readonly algorithm: string
  readonly digits: number
  readonly period?: number
  readonly counter?: number
  readonly optional?: boolean
}

/** The fixtures of these apps (folders); empty where the folder is absent. */
export function exportFixtures(...apps: readonly string[]): readonly ExportFixture[] {
  return apps.flatMap((app) => {
    const folder = join(fixturesFolder, app)
    if (!existsSync(folder)) return []
    return readdirSync(folder)
      .sort()
      .filter((variant) => existsSync(join(folder, variant, 'fixture.json')))
      .map((variant) => readFixture(app, variant))
  })
}

function readFixture(app: string, variant: string): ExportFixture {
  const folder = join(fixturesFolder, app, variant)
  const about = JSON.parse(readFileSync(join(folder, 'fixture.json'), 'utf8'))
  const names: readonly string[] = about.files ?? [about.file]
  return {
    name: `${app}/${variant}`,
    files: names.map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) })),
    passphrase: about.passphrase,
    encrypted: about.encrypted === true,
    rejected: about.expectReject !== undefined,
    skips: about.expectedSkips?.length ?? 0,
    qrTexts: about.qrTexts ?? [about.qrText ?? []].flat(),
    expected: JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')),
  }
}

/** Opens a fixture through the public seam, with its passphrase where it has one. */
export async function openFixture(fixture: ExportFixture, options: OpenExportsOptions = {}): Promise<OpenedExport> {
  const given = { argon2: await nodeArgon2id(), now: Date.UTC(2026, 10, 22), ...options }
  const opened = await openExports(fixture.files, given)
  expect(opened, `${fixture.name} is one export`).toHaveLength(1)
  const [one] = opened
  if (one === undefined) throw new Error('nothing was opened')
  if (one.state !== 'locked' || fixture.passphrase === undefined) return one
  return one.unlock(fixture.passphrase)
}

/** Compares what came out with `expected.json`, as the fixtures' README says. */
export function expectAccounts(fixture: ExportFixture, opened: OpenedExport): asserts opened is OpenImport {
  if (opened.state !== 'open')
    throw new Error(`${fixture.name} is ${opened.state} ${'code' in opened ? opened.code : ''}`)
  const left = opened.entries.filter((entry) => entry.outcome === 'account')
  const missing: ExpectedAccount[] = []
  for (const expected of fixture.expected) {
    const place = left.findIndex((entry) => isAccount(entry, expected))
    if (place !== -1) left.splice(place, 1)
    else if (!expected.optional) missing.push(expected)
  }
  const unexpected = left.map((entry) => (entry.outcome === 'account' ? described(entry.account) : ''))
  expect({ missing, unexpected }, fixture.name).toEqual({ missing: [], unexpected: [] })
  const reported = opened.entries.filter((entry) => entry.outcome === 'unreadable').length
  expect(reported, `${fixture.name}: reported records`).toBeGreaterThanOrEqual(fixture.skips)
}

function described(account: Extract<ImportEntry, { outcome: 'account' }>['account']): object {
  return { ...account, secret: encodeBase32(account.secret) }
}

function isAccount(entry: ImportEntry, expected: ExpectedAccount): boolean {
  if (entry.outcome !== 'account') return false
  const { account } = entry
  const answers = (main: string, other: string | readonly string[] | undefined) => [main, ...[other ?? []].flat()]
  return (
    account.type === expected.type &&
    encodeBase32(account.secret) === encodeBase32(decodeBase32(expected.secret)) &&
    (account.type === 'motp' || account.type === 'yandex' || account.algorithm === expected.algorithm) &&
    account.digits === expected.digits &&
    (expected.type === 'hotp' ? account.counter === expected.counter : account.period === expected.period) &&
    answers(expected.issuer, expected.issuerAlt).includes(account.issuer) &&
    answers(expected.label, expected.labelAlt).includes(account.account)
  )
}
