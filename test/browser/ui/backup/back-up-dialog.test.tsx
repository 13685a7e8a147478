import { createSignal, Show } from 'solid-js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { readBackup } from '../../../../src/transfer/index.ts'
import { BackUpDialog } from '../../../../src/ui/screens/backup/back-up-dialog.tsx'
import type { Vault } from '../../../../src/vault/index.ts'
import { hotpDraft, totpDraft } from '../../../support/drafts.ts'
import { stageExport, type ExportStage } from '../../../support/export-stage.tsx'
import { createFakeStrengthWorker } from '../../../support/fake-strength-worker.ts'
import { createMemoryFolder, fileIn, type MemoryFolder } from '../../../support/memory-folder.ts'
import { createQuickKdf, type QuickKdf } from '../../../support/quick-kdf.ts'
import { stagePassphrase } from '../../../support/vault-stage.tsx'

let stage: ExportStage | undefined
let folder: MemoryFolder
let kdf: QuickKdf
let removed: string[]

beforeEach(async () => {
  await page.viewport(1280, 800)
  folder = createMemoryFolder()
  kdf = createQuickKdf()
  removed = []
  Object.assign(window, {
    showSaveFilePicker: ({ suggestedName }: { suggestedName: string }) =>
      Promise.resolve({
        ...fileIn(folder, suggestedName),
        remove: () => Promise.resolve(void removed.push(suggestedName)),
      }),
    showDirectoryPicker: () => Promise.resolve(folder.handle),
  })
})

afterEach(async () => {
  Reflect.deleteProperty(window, 'showSaveFilePicker')
  Reflect.deleteProperty(window, 'showDirectoryPicker')
  await stage?.remove()
  stage = undefined
})

async function setUp(vault?: (vault: Vault) => Partial<Vault>): Promise<ExportStage> {
  const [open, setOpen] = createSignal(true)
  stage = await stageExport({
    drafts: [totpDraft(), hotpDraft()],
    kdf,
    ...(vault && { vault }),
    screen: () => (
      <main>
        <h1>Accounts</h1>
        <Show when={open()}>
          <BackUpDialog
            startWorker={createFakeStrengthWorker((text) => (text.length > 15 ? 1e30 : 10))}
            onClose={() => setOpen(false)}
          />
        </Show>
      </main>
    ),
  })
  await expect.element(dialog()).toBeVisible()
  return stage
}

const dialog = () => page.getByRole('dialog', { name: 'Back up now' })
const made = () => page.getByRole('dialog', { name: 'Backup made' })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const own = () => dialog().getByLabelText('Passphrase', { exact: true })
const alert = () => dialog().getByRole('alert')

async function save(words = stagePassphrase): Promise<void> {
  await own().fill(words)
  await button('Save backup').click()
}

const opened = async (words = stagePassphrase) => {
  const [bytes = new Uint8Array()] = folder.files.values()
  return readBackup(bytes, words, { kdf })
}

describe('a backup', () => {
  test('starts at the passphrase, and ends verified and remembered', async () => {
    const { vault, clock, axeFindings } = await setUp()
    await expect.element(own()).toHaveFocus()
    expect(await axeFindings()).toEqual([])
    await save()
    await expect.element(made()).toHaveTextContent(/Verified: 2 accounts, opened again from the file\./)
    expect(await axeFindings()).toEqual([])
    await expect.element(button('Done')).toHaveFocus()
    expect((await opened()).accounts.map(({ issuer }) => issuer)).toEqual(['GitHub', 'Old Bank'])
    expect(vault.settings().lastBackup).toMatchObject({ at: clock.now(), accounts: 2 })
    await button('Done').click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect(removed).toEqual([])
  })

  test('counts what lies in the bin', async () => {
    const { vault, ids } = await setUp()
    await vault.moveToBin(ids.slice(0, 1))
    await expect
      .element(dialog())
      .toHaveTextContent(/One encrypted file with 1 account, 1 in the bin, and your settings\./)
    await save()
    await expect.element(made()).toHaveTextContent(/Verified: 2 accounts \(1 of them in the bin\)/)
  })

  test('is made of a vault that is open for reading only, too', async () => {
    const integrity = { sound: false, missing: [], extra: [], altered: [], unreadable: [], olderThanAnchor: false }
    const { vault } = await setUp(() => ({
      status: () => ({ name: 'unlocked', integrity: { ...integrity, readOnlyBecause: 'integrity' } }),
      changeSettings: () => Promise.reject(new Error('read-only')),
    }))
    await save()
    await expect.element(made()).toHaveTextContent(/Verified/)
    expect(vault.settings().lastBackup).toBeNull()
  })

  test('under another passphrase asks for it twice, and says how strong it is', async () => {
    const { axeFindings } = await setUp()
    await dialog().getByRole('radio', { name: 'Another' }).click()
    expect(await axeFindings()).toEqual([])
    await expect.element(button('Save backup')).toBeDisabled()
    await dialog().getByLabelText('Backup passphrase').fill('long enough to be strong')
    await dialog().getByLabelText('Confirm passphrase').fill('long enough to be strong')
    await button('Save backup').click()
    await expect.element(made()).toBeVisible()
    expect((await opened('long enough to be strong')).accounts).toHaveLength(2)
  })

  test('as a page carries the program that opens it', async () => {
    await setUp()
    await dialog().getByLabelText('File type').selectOptions('page')
    await save()
    await expect.element(made()).toHaveTextContent(/mfa-manager-\d{4}-\d{2}-\d{2}\.html/)
    const [bytes] = folder.files.values()
    expect(new TextDecoder().decode(bytes)).toMatch(/^<!doctype html>[\s\S]*mfa-manager-backup/i)
  })
})

describe('no backup', () => {
  test('is made under a passphrase that is not the vault’s; the empty file goes with the dialog', async () => {
    const { vault } = await setUp()
    await save('wrong')
    await expect.element(alert()).toHaveTextContent(/That is not the passphrase of this vault\./)
    await expect.element(own()).toHaveFocus()
    await button('Cancel').click()
    await expect.poll(() => removed).toHaveLength(1)
    expect([folder.files.size, vault.settings().lastBackup]).toEqual([0, null])
  })

  test('is made without one', async () => {
    await setUp()
    await button('Save backup').click()
    await expect.element(alert()).toHaveTextContent(/The passphrase is missing\./)
    await own().fill('x')
    await expect.element(alert()).not.toBeInTheDocument()
  })

  test('is made when it is stopped, and the passphrase stays', async () => {
    await setUp()
    const release = kdf.hold()
    await save()
    await expect.element(page.getByRole('progressbar', { name: 'Backing up' })).toBeVisible()
    await expect.element(page.getByText('Encrypting…')).toBeVisible()
    await button('Stop').click()
    release()
    await expect.element(alert()).toHaveTextContent('Stopped. No backup was made.')
    await expect.element(own()).toHaveValue(stagePassphrase)
    expect(folder.files.size).toBe(0)
  })

  test('is made when Escape is pressed on the way', async () => {
    await setUp()
    const release = kdf.hold()
    await save()
    await expect.element(page.getByText('Encrypting…')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    release()
    await expect.element(alert()).toHaveTextContent('Stopped. No backup was made.')
  })

  test.each([
    ['the browser forbids', new DOMException('', 'NotAllowedError'), /did not let the app write there/],
    ['the disk is full', new DOMException('', 'QuotaExceededError'), /The file could not be written/],
    ['something else fails', new Error('?'), /Something in the app failed/],
  ])('is made when %s, and another try can succeed', async (_, failure, said) => {
    await setUp()
    folder.failure = failure
    await save()
    await expect.element(alert()).toHaveTextContent(said)
    folder.failure = undefined
    await button('Save backup').click()
    await expect.element(made()).toBeVisible()
  })

  test('is what comes back from the disk as another file', async () => {
    const { vault } = await setUp()
    const { set } = folder.files
    folder.files.set = (name, bytes) => set.call(folder.files, name, bytes.slice(0, -9))
    await save()
    await expect.element(alert()).toHaveTextContent(/does not hold what it should\..*Do not rely on that file\./)
    expect(vault.settings().lastBackup).toBeNull()
  })

  test('is made when the person closes the browser’s dialog, and nothing is said', async () => {
    await setUp()
    Object.assign(window, { showSaveFilePicker: () => Promise.reject(new DOMException('', 'AbortError')) })
    await save()
    await expect.element(button('Save backup')).toBeVisible()
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
  })
})
