import { expect } from 'vitest'
import type { AccountDraft } from '../../src/account.ts'
import { exportAccounts, openExports, type ExportFormat, type ExportOptions } from '../../src/transfer/index.ts'
import { countingRandom } from './counting-random.ts'
import { nodeArgon2id } from './kdf.ts'

/** 2026-11-22, 10:00 in the time zone of whoever runs the tests. */
export const exportedAt = new Date(2026, 10, 22, 10).getTime()

/** An export that anybody can repeat. */
export function exported(format: ExportFormat, accounts: readonly AccountDraft[], options: ExportOptions = {}) {
  return exportAccounts(format, accounts, { now: exportedAt, random: countingRandom(), ...options })
}

/** The text of an export. */
export async function exportedText(...input: Parameters<typeof exported>): Promise<string> {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode((await exported(...input)).bytes)
}

/** What the app reads out of bytes that it wrote; a record that it could not read fails the test. */
export async function reopened(bytes: Uint8Array, password?: string): Promise<readonly AccountDraft[]> {
  const [opened] = await openExports([{ name: 'x', bytes }], { argon2: await nodeArgon2id(), now: exportedAt })
  if (opened === undefined || opened.state === 'refused') throw new Error(`refused: ${opened?.code}`)
  const open = opened.state === 'locked' ? await opened.unlock(password ?? '') : opened
  return open.entries.map((entry) => {
    if (entry.outcome === 'unreadable') throw new Error(`not read: ${entry.code}`)
    return entry.account
  })
}

/** The parameters and names of accounts, for comparing. */
export function essentials(accounts: readonly AccountDraft[]): readonly object[] {
  return accounts.map(({ type, issuer, account, secret, algorithm, digits, period, counter }) => {
    const moving = type === 'hotp' ? { counter: counter ?? 0 } : { period }
    return { type, issuer, account, secret: [...secret], algorithm, digits, ...moving }
  })
}

/** Asserts that two lists have the same parameters and names. */
export function expectSame(read: readonly AccountDraft[], written: readonly AccountDraft[]): void {
  expect(essentials(read)).toEqual(essentials(written))
}
