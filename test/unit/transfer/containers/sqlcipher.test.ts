import { expect, test } from 'vitest'
import { openSqlcipher } from '../../../../src/transfer/containers/sqlcipher.ts'
import { openSqlite } from '../../../../src/transfer/containers/sqlite.ts'
import { outcomeOf } from '../../../support/outcome.ts'
import { sqlcipherOf, sqlcipherShape } from '../../../support/write-sqlcipher.ts'
import { sqliteOf } from '../../../support/write-sqlite.ts'

const plain = sqliteOf(
  [
    {
      name: 't',
      sql: 'CREATE TABLE t(a TEXT, b INTEGER)',
      rows: [
        ['Müller', -7],
        ['', 2 ** 40],
      ],
    },
  ],
  sqlcipherShape,
)
const sealed = sqlcipherOf(plain, 'pass wörd')

test('the right password gives the plain database', async () => {
  const opened = await openSqlcipher(sealed, 'pass wörd')
  expect(opened.length).toBe(plain.length)
  expect(openSqlite(opened).rows('t')).toEqual([
    { a: 'Müller', b: -7 },
    { a: '', b: 2 ** 40 },
  ])
})

test.each([
  ['another password', () => openSqlcipher(sealed, 'pass word'), 'transfer/wrong-password'],
  ['an altered salt', () => openSqlcipher(withByte(0), 'pass wörd'), 'transfer/wrong-password'],
  ['an altered first page', () => openSqlcipher(withByte(500), 'pass wörd'), 'transfer/wrong-password'],
  ['an altered second page', () => openSqlcipher(withByte(1500), 'pass wörd'), 'transfer/damaged'],
  ['an altered code of the second page', () => openSqlcipher(withByte(2020), 'pass wörd'), 'transfer/damaged'],
  ['half a page', () => openSqlcipher(sealed.subarray(0, 1500), 'pass wörd'), 'transfer/damaged'],
  ['nothing', () => openSqlcipher(new Uint8Array(), 'pass wörd'), 'transfer/damaged'],
])('%s is told', async (_, open, code) => {
  expect(await outcomeOf(open)).toBe(code)
})

test('pages that changed places are damage', async () => {
  const two = sqliteOf(
    ['a', 'b'].map((name) => ({ name, sql: `CREATE TABLE ${name}(x)`, rows: [[name]] })),
    sqlcipherShape,
  )
  const bytes = sqlcipherOf(two, 'p')
  const swapped = Uint8Array.of(...bytes.subarray(0, 1024), ...bytes.subarray(2048), ...bytes.subarray(1024, 2048))
  expect(await outcomeOf(() => openSqlcipher(bytes, 'p'))).toBe('success')
  expect(await outcomeOf(() => openSqlcipher(swapped, 'p'))).toBe('transfer/damaged')
})

test('it can be ended', async () => {
  await expect(openSqlcipher(sealed, 'pass wörd', AbortSignal.abort())).rejects.toThrow('abort')
})

function withByte(at: number): Uint8Array {
  return sealed.map((byte, place) => (place === at ? byte ^ 1 : byte))
}
