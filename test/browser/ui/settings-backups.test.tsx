import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { createHandleStore } from '../../../src/backups/index.ts'
import { createArrivals } from '../../../src/ui/arrivals.ts'
import type { Autosave, Vault } from '../../../src/vault/index.ts'
import { totpDraft } from '../../support/drafts.ts'
import { catchDownloads } from '../../support/export-stage.tsx'
import { createQuickKdf } from '../../support/quick-kdf.ts'
import { createHandUpdate, stageSettings, type SettingsStage } from '../../support/settings-stage.tsx'
import { stagePassphrase } from '../../support/vault-stage.tsx'

let stage: SettingsStage | undefined
const arrivals = createArrivals()
const place: Autosave = { kind: 'folder', name: 'Backups', keep: 10, savedAt: null, failed: null }
const pickers = ['showSaveFilePicker', 'showDirectoryPicker'] as const

beforeEach(async () => {
  await page.viewport(1280, 800)
  const root = navigator.storage.getDirectory()
  Object.assign(window, {
    showSaveFilePicker: async () => (await root).getFileHandle('vault.mfabackup', { create: true }),
    showDirectoryPicker: async () => (await root).getDirectoryHandle('Backups', { create: true }),
  })
})

afterEach(async () => {
  for (const picker of pickers) Reflect.deleteProperty(window, picker)
  stage?.strike()
  await stage?.remove()
  stage = undefined
  await createHandleStore().remove()
})

async function setUp(prepare: (vault: Vault) => Promise<unknown> = () => Promise.resolve()): Promise<SettingsStage> {
  const kdf = createQuickKdf()
  const services = { arrivals, kdf: () => Promise.resolve(kdf), update: createHandUpdate() }
  stage = await stageSettings({ section: 'backups', services })
  await prepare(stage.vault)
  await expect.element(page.getByLabelText('Remind me')).toBeVisible()
  return stage
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const last = () => page.getByRole('region', { name: 'Last backup' })

describe('the last backup', () => {
  test('is missed only where there is something to lose', async () => {
    const { vault, axeFindings } = await setUp()
    await expect.element(last()).toHaveTextContent(/No backup yet.*There is nothing to lose yet\./)
    expect(await axeFindings()).toEqual([])
    await vault.add([totpDraft()])
    await expect.element(last()).toHaveTextContent(/Your 1 account exists only on this device\./)
  })

  test('says what has happened since', async () => {
    const at = Date.UTC(2026, 10, 20)
    const { vault } = await setUp(async (vault) => {
      await vault.add([
        totpDraft({ issuer: 'Old', createdAt: at - 2, updatedAt: at - 1 }),
        totpDraft({ issuer: 'New', createdAt: at + 1, updatedAt: at + 1 }),
      ])
      await vault.changeSettings({ lastBackup: { at, accounts: 1, content: 'other' } })
    })
    await expect.element(last()).toHaveTextContent(/1 account is in it\. 1 was added since\./)
    const old = vault.accounts().find(({ issuer }) => issuer === 'Old')
    await vault.edit(old?.id ?? '', { note: 'n' }, old?.updatedAt ?? 0)
    await expect.element(last()).toHaveTextContent(/1 was added and 1 was changed since\./)
    await vault.moveToBin([old?.id ?? ''])
    await expect.element(last()).toHaveTextContent(/1 was added and 1 was moved to the bin since\./)
  })

  test('is made from here, and a saved one checked', async () => {
    await setUp()
    await button('Back up now').click()
    await expect.element(page.getByRole('dialog', { name: 'Back up now' })).toBeVisible()
    await button('Cancel').click()
    await button('Check a saved file').click()
    await expect.element(page.getByRole('dialog', { name: 'Check a saved file' })).toBeVisible()
  })
})

describe('reminders', () => {
  const day = 24 * 60 * 60_000
  test.each([
    ['Never', null],
    ['After changes, daily', day],
    ['After changes, monthly', 30 * day],
  ])('can be set to %s', async (label, ms) => {
    const { vault } = await setUp()
    await page.getByLabelText('Remind me').selectOptions(label)
    await expect.poll(() => vault.settings().remindBackupAfterMs).toBe(ms)
  })

  test('of a length that is not offered stay what they are', async () => {
    await setUp((vault) => vault.changeSettings({ remindBackupAfterMs: 3 * day }))
    await expect.element(page.getByLabelText('Remind me')).toHaveDisplayValue('After changes, 3 days')
  })

  test('of storage can be turned off', async () => {
    const { vault } = await setUp()
    await page.getByRole('switch', { name: 'Before this browser may clear data' }).click()
    await expect.poll(() => vault.settings().warnOfStorage).toBe(false)
  })
})

describe('saving by itself', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Passphrase of automatic backups' })

  test('begins with a place and the passphrase, once', async () => {
    const { vault, axeFindings } = await setUp()
    await button('Choose folder').click()
    await expect.element(dialog()).toHaveTextContent(/“Backups” is written under this passphrase/)
    expect(await axeFindings()).toEqual([])
    await button('Start saving').click()
    await expect.element(dialog().getByRole('alert')).toHaveTextContent(/The passphrase is missing/)
    await dialog().getByLabelText('Passphrase', { exact: true }).fill('wrong')
    await button('Start saving').click()
    await expect.element(dialog().getByRole('alert')).toHaveTextContent(/That is not the passphrase of this vault/)
    await dialog().getByLabelText('Passphrase', { exact: true }).fill(stagePassphrase)
    await button('Start saving').click()
    await expect.poll(() => vault.settings().autosave).toEqual(place)
    expect(vault.backupKey()?.prk).toHaveLength(32)
    expect((await createHandleStore().read())?.name).toBe('Backups')

    await button('Choose file').click()
    await expect.poll(() => vault.settings().autosave).toMatchObject({ kind: 'file', name: 'vault.mfabackup' })
    await expect.element(dialog()).not.toBeInTheDocument()
  })

  test('is not begun when the dialog for the place is closed, or the passphrase is not given', async () => {
    const { vault } = await setUp()
    Object.assign(window, { showSaveFilePicker: () => Promise.reject(new DOMException('', 'AbortError')) })
    await button('Choose file').click()
    await expect.element(dialog()).not.toBeInTheDocument()
    await button('Choose folder').click()
    await button('Cancel').click()
    expect([vault.settings().autosave, vault.backupKey()]).toEqual([null, undefined])
  })

  test('says that the browser refuses a place', async () => {
    const { workspace } = await setUp()
    Object.assign(window, { showDirectoryPicker: () => Promise.reject(new DOMException('', 'SecurityError')) })
    await button('Choose folder').click()
    await expect.poll(() => workspace.toasts.current()?.text).toMatch(/did not open that place/)
  })

  test('says when it saved, and how many files stay', async () => {
    const { vault, clock, axeFindings } = await setUp((vault) =>
      vault.changeSettings({ autosave: { ...place, savedAt: Date.UTC(2026, 10, 22, 9) } }),
    )
    await expect.element(page.getByText(/^Saved today at /)).toBeVisible()
    expect(await axeFindings()).toEqual([])
    await page.getByLabelText('Keep').selectOptions('The last 30')
    await expect.poll(() => vault.settings().autosave?.keep).toBe(30)
    clock.advance(3 * 24 * 60 * 60_000)
    await expect.element(page.getByText(/^Saved on .*22/)).toBeVisible()
  })

  test.each([
    ['autosave/permission', /asks you again/, 'Allow again'],
    ['autosave/missing', /not where it was/, 'Choose again'],
    ['autosave/failed', /room on the disk/, 'Try again'],
    ['transfer/backup-differs', /could not be opened again/, 'Try again'],
  ])('shows %s until it is put right', async (failed, said, action) => {
    await createHandleStore().put(
      await (await navigator.storage.getDirectory()).getDirectoryHandle('Backups', { create: true }),
    )
    Object.assign(FileSystemHandle.prototype, { requestPermission: () => Promise.resolve('granted') })
    const { vault, axeFindings } = await setUp(async (vault) => {
      await vault.keepBackupKey({
        kdf: { name: 'pbkdf2-sha256', i: 1_000_000, salt: new Uint8Array(16) },
        prk: new Uint8Array(32),
      })
      await vault.changeSettings({ autosave: { ...place, failed } })
    })
    await expect.element(page.getByRole('alert')).toHaveTextContent(said)
    expect(await axeFindings()).toEqual([])
    await button(action).click()
    await expect.poll(() => vault.settings().autosave?.failed).toBeNull()
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
  })

  test('stops, and forgets key and place', async () => {
    const { vault } = await setUp(async (vault) => {
      await vault.keepBackupKey({
        kdf: { name: 'pbkdf2-sha256', i: 1_000_000, salt: new Uint8Array(16) },
        prk: new Uint8Array(32),
      })
      await vault.changeSettings({ autosave: place })
    })
    await button('Stop saving to file').click()
    await expect.poll(() => vault.backupKey()).toBeUndefined()
    expect(vault.settings().autosave).toBeNull()
  })

  test('is not promised where a browser has no way to', async () => {
    for (const picker of pickers) Reflect.set(window, picker, undefined)
    await setUp()
    await expect.element(page.getByText('Not in this browser')).toBeVisible()
    await expect.element(button('Choose file')).not.toBeInTheDocument()
  })
})

test('a chosen backup goes to the import screen', async () => {
  await setUp()
  const chooser = button('Choose backup').element().parentElement?.querySelector('input')
  const file = new File(['{}'], 'mine.mfabackup')
  const files = new DataTransfer()
  files.items.add(file)
  if (chooser) chooser.files = files.files
  chooser?.dispatchEvent(new Event('change'))
  expect(arrivals.takeImports()).toEqual([
    { what: 'files', files: [expect.objectContaining({ name: 'mine.mfabackup' })] },
  ])
})

describe('entries that could not be read', () => {
  const kept = [{ label: 'Odd', text: 'raw text' }]
  const withKept = (vault: Vault) => vault.apply({ adds: [totpDraft()], edits: [], kept })

  test('take no room while there are none', async () => {
    await setUp()
    await expect.element(page.getByText('Entries that could not be read')).not.toBeInTheDocument()
  })

  test('are saved after the passphrase', async () => {
    const downloads = catchDownloads()
    const { axeFindings } = await setUp(withKept)
    await expect.element(page.getByText('1 entry of an import is no account')).toBeVisible()
    expect(await axeFindings()).toEqual([])
    await button('Save as file').click()
    const dialog = page.getByRole('dialog', { name: 'Confirm it is you' })
    await dialog.getByLabelText('Passphrase').fill('wrong')
    await dialog.getByRole('button', { name: 'Save as file' }).click()
    await expect.element(dialog.getByRole('alert')).toBeVisible()
    await dialog.getByLabelText('Passphrase').fill(stagePassphrase)
    await dialog.getByRole('button', { name: 'Save as file' }).click()
    await expect.element(dialog).not.toBeInTheDocument()
    const [[name, text] = ['', '']] = await downloads.saved()
    downloads.stop()
    expect(name).toMatch(/^mfa-manager-unreadable-\d{4}-\d{2}-\d{2}\.json$/)
    expect(JSON.parse(text)).toEqual([expect.objectContaining({ text: 'raw text' })])
  })

  test('are deleted after a question', async () => {
    const { vault } = await setUp(withKept)
    await button('Delete').click()
    const question = page.getByRole('alertdialog', { name: 'Delete 1 unreadable entry?' })
    await question.getByRole('button', { name: 'Cancel' }).click()
    expect(vault.keptRows()).toHaveLength(1)
    await button('Delete').click()
    await question.getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => vault.keptRows()).toEqual([])
    await expect.element(page.getByText('1 entry of an import is no account')).not.toBeInTheDocument()
  })
})
