import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { AccountDraft } from '../../../../src/account.ts'
import type { ImportEntry, OpenImport } from '../../../../src/transfer/index.ts'
import { manyDrafts, totpDraft } from '../../../support/drafts.ts'
import {
  accountEntry,
  importerOf,
  openExport,
  stageImport,
  textFile,
  type ImportStage,
} from '../../../support/import-stage.tsx'

let stage: ImportStage | undefined
afterEach(async () => {
  await stage?.remove()
  stage = undefined
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const table = () => page.getByRole('table', { name: 'Accounts to import' })
const box = (name: string) => table().getByRole('checkbox', { name: `Import ${name}`, exact: true })
const combobox = (name: string) => page.getByRole('combobox', { name, exact: true })
const selectAll = () => page.getByRole('checkbox', { name: 'Select all' })
const unreadable = (label: string, text: string): ImportEntry => ({
  outcome: 'unreadable',
  label,
  code: 'otp/invalid-secret',
  text,
})

const [first, second, third] = manyDrafts(3).map((draft, place) => ({
  ...draft,
  issuer: ['Alpha', 'Beta', 'Gamma'][place] ?? '',
  account: 'me',
})) as [AccountDraft, AccountDraft, AccountDraft]

/** The screen with the table of these exports. */
async function open(
  exports: readonly OpenImport[],
  options: Parameters<typeof stageImport>[0] = {},
): Promise<ImportStage> {
  stage = await stageImport({ ...options, importer: importerOf(...exports) })
  stage.drop(textFile('any', 'any'))
  await expect.element(table()).toBeVisible()
  return stage
}

describe('a row', () => {
  test('says what it is to the vault, and what happens to it', async () => {
    const entries = [
      accountEntry(first, { dropped: ['icon', 'usage'] }),
      accountEntry(second),
      accountEntry({ ...third, digits: 8 }),
      accountEntry(first),
      accountEntry(totpDraft({ issuer: '', account: '', secret: new Uint8Array(20).fill(9) })),
      accountEntry(totpDraft({ issuer: 'Old', account: '', secret: new Uint8Array(20).fill(8), deletedAt: 1 })),
      unreadable('line 7', 'otpauth://totp/Broken:me?secret=JBSW0'),
    ]
    const { axeFindings } = await open([openExport(entries)], { drafts: [second, third] })
    const texts = () =>
      table()
        .getByRole('row')
        .elements()
        .slice(1)
        .map((element) => element.textContent)
    expect(texts()).toEqual([
      expect.stringContaining('NewWill be addedIcon and usage not carried over'),
      expect.stringContaining('DuplicateAlready in your vault, same key'),
      expect.stringContaining('Conflict'),
      expect.stringContaining('DuplicateTwice in this import'),
      expect.stringContaining('NewWill be added'),
      expect.stringContaining('NewWill be added to the bin'),
      expect.stringContaining('InvalidThe key contains “0”, which no key can'),
    ])
    await expect.element(box('No name')).toBeChecked()
    await expect.element(box('Broken (me) (line 7)')).toBeDisabled()
    await expect.element(box('Broken (me) (line 7)')).toHaveAccessibleDescription(/which no key can/)
    await expect.element(box('Gamma (me)')).toBeChecked()
    await expect.element(selectAll()).toBePartiallyChecked()
    const filters = page.getByRole('group', { name: 'Filter rows' }).getByRole('button')
    expect(filters.elements().map((element) => element.textContent)).toEqual([
      'All 7',
      'New 3',
      'Duplicate 2',
      'Conflict 1',
      'Invalid 1',
    ])
    expect(await axeFindings()).toEqual([])
  })

  test('whose name runs from right to left begins where all others do', async () => {
    await open([openExport([accountEntry(first), accountEntry({ ...second, issuer: 'بنك الشمال', account: 'أليس' })])])
    const starts = ['Alpha', 'بنك الشمال', 'أليس'].map(
      (text) => table().getByText(text, { exact: true }).element().getBoundingClientRect().left,
    )
    expect(new Set(starts.map(Math.round)).size).toBe(1)
  })

  test('of a conflict can be resolved in three ways, and its tick follows', async () => {
    await open([openExport([accountEntry({ ...third, digits: 8, tags: ['Work'] })])], { drafts: [third] })
    const resolve = combobox('Resolve Gamma (me)')
    await resolve.selectOptions('Skip')
    await expect.element(box('Gamma (me)')).not.toBeChecked()
    await box('Gamma (me)').click()
    await expect.element(resolve).toHaveValue('keep-both')
    await resolve.selectOptions('Take theirs')
    await expect.element(page.getByText('0 of 1', { exact: true })).toBeVisible()
    await button('Differences of Gamma (me)').click()
    const differences = page.getByRole('table', { name: 'Differences of Gamma (me)' })
    expect(
      differences
        .getByRole('row')
        .elements()
        .map((element) => element.textContent),
    ).toEqual(['FieldYoursIn the file', 'Digits68', 'TagsEmptyWork'])
  })

  test('that names two issuers lets the person choose, and is compared anew', async () => {
    const entry = accountEntry({ ...first, issuer: 'Microsoft' }, { otherIssuer: 'Alpha' })
    const { vault } = await open([openExport([entry])], { drafts: [first] })
    await expect.element(button('Conflict 1')).toBeVisible()
    const choice = combobox('Issuer of Microsoft (me)')
    ;(choice.element() as HTMLElement).focus()
    await choice.selectOptions('Alpha')
    await expect.element(button('Duplicate 1')).toBeVisible()
    await expect.element(combobox('Issuer of Alpha (me)')).toHaveFocus()
    await combobox('Issuer of Alpha (me)').selectOptions('Microsoft')
    await button('Import 1 account').click()
    await expect.element(page.getByRole('heading', { name: '1 account imported' })).toHaveFocus()
    expect(vault.accounts().map(({ issuer }) => issuer)).toEqual(expect.arrayContaining(['Alpha', 'Microsoft']))
  })

  test('follows the vault: what came in through another tab meanwhile is a duplicate now', async () => {
    const { vault } = await open([openExport([accountEntry(first)])])
    await expect.element(button('New 1')).toBeVisible()
    await vault.add([first])
    await expect.element(button('Duplicate 1')).toBeVisible()
    await expect.element(button('Import 0 accounts')).toBeDisabled()
  })
})

describe('all rows', () => {
  test('are ticked and not by one box, those of the filter only', async () => {
    const entries = [accountEntry(first), accountEntry(second), accountEntry({ ...third, digits: 8 })]
    await open([openExport(entries)], { drafts: [second, third] })
    await selectAll().click()
    await expect.element(selectAll()).toBeChecked()
    await expect.element(box('Beta (me)')).toBeChecked()
    await expect.element(page.getByText('3 of 3', { exact: true })).toBeVisible()
    await button('Duplicate 1').click()
    await expect.element(button('Duplicate 1')).toHaveAttribute('aria-pressed', 'true')
    await selectAll().click()
    await button('All 3').click()
    await expect.element(box('Beta (me)')).not.toBeChecked()
    await expect.element(box('Alpha (me)')).toBeChecked()
    await expect.element(selectAll()).toBePartiallyChecked()
  })

  test('of conflicts take one answer', async () => {
    const theirs = [first, second].map((draft) => accountEntry({ ...draft, digits: 8 }))
    await open([openExport(theirs)], { drafts: [first, second] })
    const all = combobox('Resolve all conflicts')
    await all.selectOptions('Take theirs')
    await expect.element(combobox('Resolve Beta (me)')).toHaveValue('take-theirs')
    await combobox('Resolve Alpha (me)').selectOptions('Skip')
    await expect.element(all).toHaveValue('mixed')
    await expect.element(all).toHaveDisplayValue('Different choices')
  })

  test('of ten thousand are there to be scrolled to, and few of them are drawn', async () => {
    const entries = manyDrafts(10_000).map((draft) => accountEntry(draft))
    await open([openExport(entries)])
    // By hand: names of that many elements take a locator longer than the screen takes to draw them.
    const drawn = (): number => document.querySelectorAll('[role=row]').length
    const input = (place: number) =>
      document.querySelector<HTMLInputElement>(`[aria-label="Import Service ${place} (person${place}@example.org)"]`)
    const buttons = (): string => document.body.textContent
    expect(document.querySelector('[role=table]')?.getAttribute('aria-rowcount')).toBe('10001')
    expect(drawn()).toBeLessThan(400)
    const main = document.getElementById('main')
    main?.scrollTo(0, main.scrollHeight)
    await vi.waitFor(() => expect(input(9999)).not.toBeNull())
    const last = input(9999)
    last?.focus()
    last?.click()
    await vi.waitFor(() => expect(buttons()).toContain('Import 9,999 accounts'))
    // What has the focus stays, however far away it is.
    main?.scrollTo(0, 0)
    await vi.waitFor(() => expect(input(0)).not.toBeNull())
    expect(document.activeElement).toBe(last)
    last?.blur()
    // A page without the focus is told of none that goes.
    last?.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
    await vi.waitFor(() => expect(input(9999)).toBeNull())
    expect(drawn()).toBeLessThan(400)
  })
})

describe('what is to be known about the files', () => {
  test('stands above the table, with the name of each where there are several', async () => {
    const google = openExport([accountEntry(first)], {
      format: 'google-authenticator',
      files: ['codes.txt'],
      missingParts: [2],
    })
    const manager = openExport([accountEntry(second)], {
      format: 'keepass',
      files: ['vault.kdbx'],
      skipped: 12,
      remarks: ['codes-only'],
    })
    const { axeFindings } = await open([google, manager])
    await expect.element(page.getByText(/^codes\.txt: Part 2 is missing\./)).toBeVisible()
    await expect.element(page.getByText(/^vault\.kdbx: Only sign-in codes were taken\./)).toBeVisible()
    await expect.element(page.getByText('vault.kdbx: 12 entries without a sign-in code were left out.')).toBeVisible()
    expect(await axeFindings()).toEqual([])
  })
})

describe('entries that are no accounts', () => {
  const broken = unreadable('Old server', '{"name":"Old server","secret":"JBSW0"}')

  test('are kept in the vault unless that is not wanted, and never twice', async () => {
    const { vault, drop } = await open([openExport([accountEntry(first), broken], { format: 'raivo' })])
    await expect.element(page.getByRole('checkbox', { name: 'Keep unreadable entries in the vault' })).toBeChecked()
    await button('Import 1 account').click()
    await expect.element(page.getByText('1 unreadable entry, encrypted')).toBeVisible()
    expect(vault.keptRows()).toEqual([
      {
        format: 'raivo',
        label: 'Old server',
        code: 'otp/invalid-secret',
        text: broken.outcome === 'unreadable' && broken.text,
        at: expect.any(Number),
      },
    ])
    drop(textFile('again', 'again'))
    await button('Keep 1 entry').click()
    await expect.element(page.getByRole('heading', { name: '0 accounts imported' })).toBeVisible()
    expect(vault.keptRows()).toHaveLength(1)
  })

  test('can be left out', async () => {
    const { vault } = await open([openExport([accountEntry(first), broken])])
    await page.getByRole('checkbox', { name: 'Keep unreadable entries in the vault' }).click()
    await button('Import 1 account').click()
    await expect.element(page.getByRole('link', { name: 'Fix it by hand' })).toBeVisible()
    expect(vault.keptRows()).toEqual([])
  })

  test('can be saved as a file, as they came', async () => {
    const saved: string[] = []
    const made = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      void (blob as Blob).text().then((text) => saved.push(text))
      return 'blob:none'
    })
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    await open([openExport([broken], { format: 'raivo', files: ['r.json'] })])
    await button('Save unreadable entries as file').click()
    await vi.waitFor(() => expect(saved).toHaveLength(1))
    expect(JSON.parse(saved[0] ?? '')).toEqual([
      {
        file: 'r.json',
        format: 'raivo',
        label: 'Old server',
        code: 'otp/invalid-secret',
        text: broken.outcome === 'unreadable' && broken.text,
      },
    ])
    expect(clicked).toHaveBeenCalledOnce()
    made.mockRestore()
    clicked.mockRestore()
  })
})

describe('the result', () => {
  test('counts what the vault holds, names what was left out, and is undone as a whole', async () => {
    const entries = [
      accountEntry(first),
      accountEntry(second),
      accountEntry({ ...third, digits: 8 }),
      unreadable('Old server', 'Old server, JBSW0'),
    ]
    const { vault, axeFindings } = await open([openExport(entries)], { drafts: [second, third] })
    await button('Import 2 accounts').click()
    await expect.element(page.getByRole('heading', { name: '2 accounts imported' })).toHaveFocus()
    await expect
      .element(page.getByText('They are saved and encrypted. 1 duplicate was skipped and 1 row could not be read.'))
      .toBeVisible()
    const facts = [...document.querySelectorAll('dl > *')].map((element) => element.textContent)
    expect(facts.slice(0, 4)).toEqual(['Added', '1 new and 1 kept beside yours', 'Skipped', '1 already here'])
    expect(facts[5]).toMatch(/^“Old server”\. The key has a character that no key has\. Fix it by hand/)
    expect(await axeFindings()).toEqual([])
    expect(vault.accounts()).toHaveLength(4)
    await button('Undo import').click()
    await expect.element(page.getByText('Import undone')).toBeVisible()
    expect(vault.accounts()).toHaveLength(2)
    expect(vault.keptRows()).toEqual([])
    await expect.element(page.getByRole('heading', { name: 'Import and export' })).toHaveFocus()
  })

  test('of a backup into an empty vault brings settings, kept entries and ids, and Undo takes the settings back', async () => {
    const id = 'AAECAwQFBgcICQoLDA0ODw'
    const account = {
      ...first,
      id,
      note: '',
      tags: [],
      pinned: false,
      hidden: false,
      order: 0,
      createdAt: 1,
      updatedAt: 1,
      useCount: 0,
    }
    const kept = { format: 'raivo', label: 'x', code: 'otp/empty-secret', text: 'x', at: 1 }
    const backup = { accounts: [account], settings: { accent: 'plum' }, kept: [kept] }
    const own = openExport([accountEntry(account)], { format: 'mfa-manager', backup })
    const { vault, workspace } = await open([own])
    await expect.element(page.getByRole('checkbox', { name: 'Restore the settings too' })).toBeChecked()
    await button('Import 1 account').click()
    await expect.element(page.getByText(/The settings are back too\./)).toBeVisible()
    expect([vault.settings().accent, vault.account(id)?.issuer, vault.keptRows()]).toEqual(['plum', 'Alpha', [kept]])
    workspace.undoLast()
    await vi.waitFor(() => expect([vault.settings().accent, vault.accounts()]).toEqual(['pine', []]))
  })

  test('a vault with accounts keeps its settings', async () => {
    const backup = { accounts: [], settings: { accent: 'plum' } }
    await open([openExport([accountEntry(first)], { format: 'mfa-manager', backup })], { drafts: [second] })
    await expect.element(page.getByRole('checkbox', { name: 'Restore the settings too' })).not.toBeInTheDocument()
  })

  test('a row is fixed by hand with what could be made out', async () => {
    await open([
      openExport([accountEntry(first), unreadable('1', '{"otp":{"issuer":"Bank","account":"bob","secret":"JBSW0"}}')]),
    ])
    await button('Import 1 account').click()
    await page.getByRole('link', { name: 'Fix it by hand' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add account' })
    await expect.element(dialog.getByRole('textbox', { name: 'Issuer' })).toHaveValue('Bank')
    await expect.element(dialog.getByRole('textbox', { name: 'Account name' })).toHaveValue('bob')
    await expect.element(dialog.getByRole('textbox', { name: 'Secret key' })).toHaveValue('JBSW0')
    await userEvent.keyboard('{Escape}')
    await expect.element(dialog).not.toBeInTheDocument()
    await expect.element(page.getByRole('heading', { name: '1 account imported' })).toBeVisible()
  })
})
