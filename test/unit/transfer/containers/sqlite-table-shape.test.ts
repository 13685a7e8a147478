import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCreateTable } from '../../../../src/transfer/containers/sqlite-table-shape.ts'
import { TransferError } from '../../../../src/transfer/errors.ts'
import { runs } from '../../../support/bytes-of.ts'

test.each([
  ['create table t(a,b)', ['a', 'b']],
  ['CREATE TABLE "a(b" ("x y" TEXT, [z,z] TEXT, `Q` TEXT, \'s\' TEXT)', ['x y', 'z,z', 'q', 's']],
  ['CREATE TABLE t (a -- one, two\n, b /* three, (four */ text)', ['a', 'b']],
  ["CREATE TABLE t (a TEXT DEFAULT 'x, y)', b DECIMAL(10, 2) CHECK (b > (1, 2)))", ['a', 'b']],
  ['CREATE TABLE t (a, UNIQUE (a), CHECK (a > 0), FOREIGN KEY (a) REFERENCES u(b), CONSTRAINT c UNIQUE (a))', ['a']],
  ['CREATE TABLE t ("primary" TEXT, "check" TEXT)', ['primary', 'check']],
  [
    'CREATE TABLE t (a, b AS (a * 2), c INT GENERATED ALWAYS AS (a) STORED, d CHECK (CAST(d AS TEXT)))',
    ['a', 'c', 'd'],
  ],
  ['CREATE TABLE t (größe TEXT, a$b TEXT) WITHOUT ROWID', ['größe', 'a$b']],
  ['CREATE TABLE t (__proto__ TEXT, constructor TEXT)', ['__proto__', 'constructor']],
  ['create table t(a', []],
  ['', []],
])('%s has its columns', (sql, columns) => {
  expect(parseCreateTable(sql).columns).toEqual(columns)
})

test.each([
  ['create table t(id integer primary key)', 'id'],
  ['create table t("Id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, b)', 'id'],
  ['create table t(id INTEGER, b, PRIMARY KEY (id))', 'id'],
  ['create table t("id" INTEGER, b, CONSTRAINT pk PRIMARY KEY("id" AUTOINCREMENT))', 'id'],
  ['create table t(id integer primary key asc)', 'id'],
  ['create table t(id integer primary key desc)', undefined],
  ['create table t(id int primary key)', undefined],
  ['create table t(id integer unsigned primary key)', undefined],
  ['create table t(id integer(4) primary key)', undefined],
  ['create table t(id integer, b integer, primary key (id, b))', undefined],
  ['create table t(id text, primary key (id))', undefined],
  ['create table t(id integer, unique (id))', undefined],
])('%s: the column that is the row id', (sql, rowIdColumn) => {
  expect(parseCreateTable(sql).rowIdColumn).toBe(rowIdColumn)
})

test('any text has an answer', () => {
  const parts = fc.constantFrom(
    '(',
    ')',
    ',',
    "'",
    '"',
    '`',
    '[',
    ']',
    '--',
    '/*',
    '*/',
    '\n',
    ' ',
    'primary',
    'key',
    'a',
  )
  const property = fc.property(fc.array(parts, { maxLength: 40 }), (words) => {
    const { columns, rowIdColumn } = parseCreateTable(words.join(''))
    expect(rowIdColumn === undefined || columns.includes(rowIdColumn)).toBe(true)
  })
  fc.assert(property, { numRuns: runs.numRuns * 20 })
})

test('a million characters take no longer than they are', () => {
  for (const part of ["'", '"', '[', '(', '/*', '-- ', 'a ']) parseCreateTable(`t(${part.repeat(400_000)}`)
})

test('over 2,000 columns are refused', () => {
  const sql = (columns: number) => `t(${Array.from({ length: columns }, (_, place) => `c${place}`).join()})`
  expect(parseCreateTable(sql(2000)).columns).toHaveLength(2000)
  expect(() => parseCreateTable(sql(2001))).toThrow(TransferError)
})
