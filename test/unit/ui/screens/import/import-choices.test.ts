import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  choiceFor,
  conflictChoice,
  countRows,
  countTaken,
  filterRows,
  tickedChoice,
  tickState,
  withConflicts,
  withIssuer,
  withTicks,
  type Choices,
  type ImportRow,
} from '../../../../../src/ui/screens/import/import-choices.ts'
import { manyDrafts } from '../../../../support/drafts.ts'
import { entryOf, openExportOf, rowsOf, unreadableEntry } from '../../../../support/import-rows.ts'

const [fresh, here, differing, other] = manyDrafts(4)
if (!fresh || !here || !differing || !other) throw new Error('no drafts')
const entries = [entryOf(fresh), entryOf(here), entryOf({ ...differing, digits: 8 }), unreadableEntry('line 4')]
const rows = rowsOf([openExportOf(entries)], [here, differing])
const none: Choices = new Map()
const choicesOf = (choices: Choices) => rows.map((row) => choiceFor(row, choices))
const rowAt = (place: number): ImportRow => rows[place] ?? expect.fail('no row')

describe('the proposal', () => {
  test('adds what is new, leaves what is here, keeps both of a conflict', () => {
    expect(choicesOf(none)).toEqual(['add', 'skip', 'keep-both', 'skip'])
    expect(countTaken(rows, none)).toEqual({ added: 2, changed: 0 })
    expect(countRows(rows)).toEqual({ all: 4, new: 1, duplicate: 1, conflict: 1, invalid: 1 })
    expect(tickState(rows, none)).toBe('some')
  })

  test('takes the place of a choice that a row no longer offers', () => {
    expect(choiceFor(rowAt(0), new Map([[rowAt(0).entry, 'take-theirs']]))).toBe('add')
  })
})

describe('ticks', () => {
  test('mean another thing for each kind of row, and nothing for an unreadable one', () => {
    expect(rows.map(tickedChoice)).toEqual(['add', 'keep-both', 'keep-both', undefined])
  })

  test('of all rows add duplicates a second time and leave what was decided', () => {
    const decided: Choices = new Map([[rowAt(2).entry, 'take-theirs']])
    const all = withTicks(rows, decided, true)
    expect(choicesOf(all)).toEqual(['add', 'keep-both', 'take-theirs', 'skip'])
    expect(tickState(rows, all)).toBe('all')
    expect(countTaken(rows, all)).toEqual({ added: 2, changed: 1 })
  })

  test('can all be taken away', () => {
    const cleared = withTicks(rows, none, false)
    expect(choicesOf(cleared)).toEqual(['skip', 'skip', 'skip', 'skip'])
    expect(tickState(rows, cleared)).toBe('none')
  })

  test('of rows that cannot be ticked are none', () => {
    expect(tickState(filterRows(rows, 'invalid'), none)).toBe('none')
  })

  test('of some rows leave the others alone', () => {
    fc.assert(
      fc.property(fc.subarray([0, 1, 2, 3]), fc.boolean(), (places, ticked) => {
        const some = places.map(rowAt)
        const after = withTicks(some, none, ticked)
        for (const row of rows) if (!some.includes(row)) expect(choiceFor(row, after)).toBe(choiceFor(row, none))
      }),
    )
  })
})

describe('conflicts', () => {
  test('take one answer together, which nothing else takes', () => {
    const two = rowsOf(
      [openExportOf([entryOf({ ...here, digits: 8 }), entryOf({ ...differing, digits: 8 }), entryOf(fresh)])],
      [here, differing],
    )
    expect(conflictChoice(two, none)).toBe('keep-both')
    const answered = withConflicts(two, none, 'take-theirs')
    expect(two.map((row) => choiceFor(row, answered))).toEqual(['take-theirs', 'take-theirs', 'add'])
    const [first] = two
    if (!first) throw new Error('no row')
    expect(conflictChoice(two, new Map([...answered, [first.entry, 'skip']]))).toBeUndefined()
  })

  test('where there are none have no answer', () => {
    expect(conflictChoice(filterRows(rows, 'new'), none)).toBeUndefined()
  })
})

describe('an entry that names two issuers', () => {
  test('becomes one of them, and keeps the other', () => {
    const entry = { ...entryOf({ ...other, issuer: 'Microsoft' }), otherIssuer: 'Contoso' }
    expect(withIssuer(entry, 'Contoso')).toMatchObject({ account: { issuer: 'Contoso' }, otherIssuer: 'Microsoft' })
    expect(withIssuer(entry, undefined)).toBe(entry)
    expect(withIssuer(entry, 'Microsoft')).toBe(entry)
    expect(withIssuer(unreadableEntry('x'), 'Contoso')).toEqual(unreadableEntry('x'))
  })
})
