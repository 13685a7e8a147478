import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const source = join(import.meta.dirname, '../../../src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(source, file), 'utf8') }))

const opensTransaction = /\.transaction\(/g

/** The callback of each transaction in a file: from the call to the line that closes it. */
function transactionBodies(text: string): readonly string[] {
  return [...text.matchAll(opensTransaction)].map(({ index }) => {
    const end = /\n {2}\}\)/.exec(text.slice(index))
    return text.slice(index, index + (end?.index ?? text.length))
  })
}

describe('fault 64: nothing but the database can be awaited in a transaction', () => {
  const all = files.filter(({ text }) => text.match(opensTransaction))
  /** A database of its own for the self-test, without Dexie: each of its transactions is one request. */
  const scratchFile = 'storage/scratch.ts'
  const withTransactions = all.filter(({ file }) => file !== scratchFile)

  it('only the storage room opens transactions, and only one of them writes', () => {
    const names = all.map(({ file }) => file).toSorted()
    expect(names).toEqual([scratchFile, 'storage/vault-store.ts', 'storage/write-change.ts'])
    const writing = withTransactions.flatMap(({ text }) => text.match(/transaction\('rw'/g) ?? [])
    expect(writing).toHaveLength(1)
  })

  it.each(withTransactions)('each await in the transactions of $file is a call on a table', ({ text }) => {
    const bodies = transactionBodies(text)
    const awaits = bodies.flatMap((body) => body.match(/\bawait\b[^\n]*/g) ?? [])
    expect(awaits.length).toBeGreaterThan(0)
    expect(awaits.filter((line) => !/^await (headers|records|entries|snapshots)\.\w+\(/.test(line))).toEqual([])
  })

  it.each(withTransactions)('the transactions of $file take up no other promise either', ({ text }) => {
    const bodies = transactionBodies(text).join('\n')
    expect(bodies).not.toMatch(/crypto|subtle|Promise\.|fetch\(|setTimeout|waitFor/)
  })

  it('the scratch database’s transaction is handed on at once, and awaits nothing', () => {
    const { text = '' } = files.find(({ file }) => file === scratchFile) ?? {}
    expect(text.match(opensTransaction)).toHaveLength(1)
    expect(text).toContain('await finished(database.transaction(')
    const body = text.slice(text.indexOf('function finished'))
    expect(body).not.toMatch(/\bawait\b|async|then\(/)
  })

  it('what is written is plain data: the change has no promise in it', () => {
    const { text = '' } = files.find(({ file }) => file === 'storage/write-change.ts') ?? {}
    const shape = text.slice(text.indexOf('export interface VaultChange'), text.indexOf('/**\n * Writes one change'))
    expect(shape).toContain('readonly puts: readonly SealedRecord[]')
    expect(shape).not.toMatch(/Promise|=>/)
  })
})
