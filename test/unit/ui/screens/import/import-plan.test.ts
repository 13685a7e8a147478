import { describe, expect, test } from 'vitest'
import {
  formatUnreadable,
  settingsIn,
  vaultPlan,
  type PlanOptions,
} from '../../../../../src/ui/screens/import/import-plan.ts'
import { importResult } from '../../../../../src/ui/screens/import/import-result.ts'
import type { Choices } from '../../../../../src/ui/screens/import/import-choices.ts'
import { manyDrafts } from '../../../../support/drafts.ts'
import { entryOf, openExportOf, rowsOf, unreadableEntry } from '../../../../support/import-rows.ts'

const [fresh, here, differing] = manyDrafts(3)
if (!fresh || !here || !differing) throw new Error('no drafts')
const options: PlanOptions = { keepUnreadable: true, restoreSettings: true, alreadyKept: [], now: 7 }
const none: Choices = new Map()

describe('the plan', () => {
  const opened = [
    openExportOf([entryOf(fresh), entryOf(here), entryOf({ ...differing, digits: 8 }), unreadableEntry('line 4')]),
  ]
  const rows = rowsOf(opened, [here, differing])

  test('holds what was chosen, and the unreadable entries with the time', () => {
    const plan = vaultPlan(rows, none, opened, options)
    expect(plan.adds).toEqual([fresh, { ...differing, digits: 8 }])
    expect(plan.edits).toEqual([])
    const text = 'line 4'
    expect(plan.kept).toEqual([{ format: 'aegis', label: text, code: 'otp/invalid-secret', text, at: 7 }])
    expect(plan).not.toHaveProperty('settings')
  })

  test('leaves unreadable entries out where they are not wanted, or kept already', () => {
    expect(vaultPlan(rows, none, opened, { ...options, keepUnreadable: false })).not.toHaveProperty('kept')
    const alreadyKept = [{ format: 'aegis', label: 'line 9', code: 'otp/empty-secret', text: 'line 4', at: 1 }]
    expect(vaultPlan(rows, none, opened, { ...options, alreadyKept })).not.toHaveProperty('kept')
  })

  test('changes an account of ours once, however many rows are about it', () => {
    const theirs = [
      openExportOf([entryOf({ ...differing, digits: 8 }), entryOf({ ...differing, digits: 7 })], { files: ['two'] }),
    ]
    const both = rowsOf(theirs, [differing])
    const choices: Choices = new Map(both.map(({ entry }) => [entry, 'take-theirs']))
    const { edits } = vaultPlan(both, choices, theirs, options)
    expect(edits.map(({ id, edit }) => [id, edit.digits])).toEqual([['id-0', 7]])
  })
})

describe('a backup', () => {
  const backup = { accounts: [], settings: { accent: 'plum' }, kept: [{ text: 'x', format: 'raivo' }, 'no object'] }
  const opened = [openExportOf([entryOf(fresh)], { format: 'mfa-manager', backup })]

  test('brings its settings and what it kept, even where no new unreadable entries are wanted', () => {
    const plan = vaultPlan(rowsOf(opened), none, opened, { ...options, keepUnreadable: false })
    expect(plan.settings).toEqual({ accent: 'plum' })
    expect(plan.kept).toEqual([{ text: 'x', format: 'raivo' }])
    expect(vaultPlan(rowsOf(opened), none, opened, { ...options, restoreSettings: false })).not.toHaveProperty(
      'settings',
    )
  })

  test('beside another says nothing about settings', () => {
    expect(settingsIn(opened)).toEqual({ accent: 'plum' })
    expect(settingsIn([...opened, ...opened])).toBeUndefined()
    expect(settingsIn([])).toBeUndefined()
  })
})

describe('the file of unreadable entries', () => {
  test('has each as it came, and where from', () => {
    const rows = rowsOf([openExportOf([entryOf(fresh), unreadableEntry('line 2', 'tōtp://?')], { files: ['a', 'b'] })])
    expect(JSON.parse(formatUnreadable(rows))).toEqual([
      { file: 'a, b', format: 'aegis', label: 'line 2', code: 'otp/invalid-secret', text: 'tōtp://?' },
    ])
  })
})

describe('the result', () => {
  test('counts what storage holds, and says of the other rows why they are not there', () => {
    const opened = [
      openExportOf([
        entryOf(fresh),
        entryOf(fresh),
        entryOf(here),
        entryOf({ ...differing, digits: 8 }),
        unreadableEntry('line 5'),
      ]),
    ]
    const rows = rowsOf(opened, [here, differing])
    const [first, second, third, fourth] = rows
    if (!first || !second || !third || !fourth) throw new Error('no rows')
    const applied = { added: ['a'], changed: 0, undo: async () => undefined }
    const plan = vaultPlan(rows, none, opened, options)
    expect(importResult(rows, none, plan, applied)).toMatchObject({
      added: 1,
      changed: 0,
      beside: 1,
      again: 0,
      duplicates: 2,
      conflicts: 0,
      unchosen: 0,
      kept: 1,
      settings: false,
    })
    const others: Choices = new Map([
      [first.entry, 'skip'],
      [second.entry, 'add'],
      [third.entry, 'keep-both'],
      [fourth.entry, 'skip'],
    ])
    expect(importResult(rows, others, plan, applied)).toMatchObject({
      beside: 0,
      again: 2,
      duplicates: 0,
      conflicts: 1,
      unchosen: 1,
    })
  })
})
