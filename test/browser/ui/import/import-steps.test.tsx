import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { TransferError, type LockedImport } from '../../../../src/transfer/index.ts'
import { manyDrafts, totpDraft } from '../../../support/drafts.ts'
import {
  accountEntry,
  importerOf,
  lockedExport,
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

async function setUp(options: Parameters<typeof stageImport>[0] = {}): Promise<ImportStage> {
  stage = await stageImport(options)
  return stage
}

const link = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const form = () => page.getByRole('form', { name: 'This backup is locked' })
const field = () => form().getByRole('textbox', { name: 'Backup passphrase' })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const table = () => page.getByRole('table', { name: 'Accounts to import' })
const dropZone = () => page.getByRole('group', { name: 'Drop files here' })
const one = openExport([accountEntry(totpDraft())])
const wrong = () => Promise.reject(new TransferError('transfer/wrong-password', 'no'))
const any = () => textFile('any', 'any')

describe('where an import begins', () => {
  test('are the tabs, the drop zone, and the twelve apps that most people come from', async () => {
    const { axeFindings } = await setUp()
    await expect.element(page.getByRole('tablist', { name: 'Import and export' })).toBeVisible()
    await expect.element(page.getByRole('tab', { name: 'Import' })).toHaveAttribute('aria-selected', 'true')
    await expect.element(page.getByRole('tabpanel', { name: 'Import' })).toBeVisible()
    const apps = ['Aegis', 'Ente Auth', '2FAS', 'Google Authenticator', 'Bitwarden', 'Proton Authenticator', 'Raivo']
    const more = ['andOTP', 'FreeOTP+', 'KeePass', '1Password', 'Any otpauth list']
    for (const app of [...apps, ...more]) await expect.element(button(app)).toBeVisible()
    await expect.element(button('Stratum')).not.toBeInTheDocument()
    expect(await axeFindings()).toEqual([])
    await button('Show all').click()
    await expect.element(button('Stratum')).toBeVisible()
    await expect.element(button('Show fewer')).toHaveAttribute('aria-expanded', 'true')
  })

  test('QR codes go to where accounts are added: a camera, or pictures that are chosen', async () => {
    const { arrivals } = await setUp()
    await button('Scan QR codes').click()
    expect(arrivals.takeAdd()).toEqual({ what: 'add', tab: 'scan' })
    const picture = new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])], 'code.png')
    const input = document.querySelector<HTMLInputElement>('input[type=file]')
    if (!input) throw new Error('there is no field for files')
    await userEvent.upload(input, picture)
    await vi.waitFor(() => expect(arrivals.waiting()).toHaveLength(1))
    expect(arrivals.takeAdd()).toMatchObject({ what: 'pictures', files: [{ name: 'code.png' }] })
    await expect.element(dropZone()).toBeVisible()
  })

  test('each app tells how to export from it', async () => {
    const { axeFindings } = await setUp()
    await button('Aegis').click()
    const dialog = page.getByRole('dialog', { name: 'Moving from Aegis' })
    await expect.element(dialog.getByRole('heading', { name: 'How to export' })).toBeVisible()
    await expect.element(dialog).toHaveTextContent(/Groups become tags/)
    expect(await axeFindings()).toEqual([])
    await userEvent.keyboard('{Escape}')
    await expect.element(button('Aegis')).toHaveFocus()
  })

  test('says why nothing can be imported into a vault that is open for reading only', async () => {
    const report = { sound: false, missing: [], extra: [], altered: [], unreadable: [], olderThanAnchor: false }
    const integrity = { ...report, readOnlyBecause: 'integrity' } as const
    const made = await setUp({ vault: () => ({ status: () => ({ name: 'unlocked', integrity }) }) })
    await expect.element(page.getByText('Nothing can be imported now.')).toBeVisible()
    await expect.element(button('Choose files')).not.toBeInTheDocument()
    made.drop(textFile('list.txt', link))
    await expect.element(table()).not.toBeInTheDocument()
    expect(made.arrivals.waiting()).toEqual([])
  })

  test('shows that files are held over the page', async () => {
    const { arrivals } = await setUp()
    arrivals.setOver('files')
    await expect.element(dropZone()).toHaveAttribute('data-over')
  })
})

describe('files that do not open', () => {
  test('are listed with app and reason, can be dismissed, and the others go on', async () => {
    const importer = importerOf(
      { state: 'refused', files: ['a.json'], format: 'bitwarden', code: 'transfer/bound' },
      { state: 'refused', files: ['b.png'], code: 'transfer/picture' },
      openExport([], { files: ['c.json'] }),
      one,
    )
    const { drop, axeFindings } = await setUp({ importer })
    drop(any())
    const items = page.getByRole('list', { name: 'Files that were not opened' }).getByRole('listitem')
    await expect
      .poll(() => items.elements().map((element) => element.textContent))
      .toEqual([
        expect.stringMatching(/^a\.jsonBitwardenThis file only opens in the account/),
        expect.stringMatching(/^b\.pngThis is a picture\./),
        expect.stringMatching(/^c\.jsonAegisThere are no accounts in it\./),
      ])
    await expect.element(table()).toBeVisible()
    expect(await axeFindings()).toEqual([])
    await button('Dismiss').click()
    await expect.element(items).not.toBeInTheDocument()
  })

  test('over 64 MB are not read at all', async () => {
    const { drop } = await setUp({ importer: importerOf() })
    const huge = textFile('huge.json', '')
    Object.defineProperty(huge, 'size', { value: 65 * 1024 * 1024 })
    const read = vi.spyOn(huge, 'arrayBuffer')
    drop(huge)
    await expect.element(page.getByText(/^This file is too large to be an export/)).toBeVisible()
    expect(read).not.toHaveBeenCalled()
  })

  test('a worker that does not start is no end', async () => {
    const open = () => Promise.reject(new TransferError('transfer/not-loaded', 'no'))
    const { drop } = await setUp({ importer: { open, dispose: () => undefined } })
    drop(any())
    await expect.element(page.getByText(/^The part of the app that reads this file did not load\./)).toBeVisible()
    await expect.element(dropZone()).toBeVisible()
  })

  test('reading can be stopped', async () => {
    const open = vi.fn((_files: unknown, options?: { readonly signal?: AbortSignal }) => {
      return new Promise<never>((_, reject) => {
        options?.signal?.addEventListener('abort', () => reject(new TransferError('transfer/cancelled', 'stopped')))
      })
    })
    const { drop } = await setUp({ importer: { open, dispose: () => undefined } })
    drop(any(), any())
    await expect.element(page.getByText('Reading 2 files…', { exact: true })).toBeVisible()
    await vi.waitFor(() => expect(open).toHaveBeenCalled())
    await button('Stop reading').click()
    await expect.element(dropZone()).toBeVisible()
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
  })
})

describe('a locked file', () => {
  test('asks for its password, says a wrong one, and keeps the text selected', async () => {
    const { drop, axeFindings } = await setUp({ importer: importerOf(lockedExport(wrong)) })
    drop(textFile('locked.txt', 'x'.repeat(14_000)))
    await expect.element(field()).toHaveFocus()
    await expect.element(page.getByText(/^Ente Auth, encrypted with a password\. 14 kB, .*May.* 2025$/)).toBeVisible()
    await expect.element(form()).toHaveTextContent(/Enter the password you chose in Ente Auth, not your MFA Manager/)
    await button('Open backup').click()
    await expect.element(form().getByRole('alert')).toHaveTextContent(/^The passphrase is missing\./)
    await field().fill('guess')
    await userEvent.keyboard('{Enter}')
    await expect.element(form().getByRole('alert')).toHaveTextContent(/^That did not open the file\./)
    const input = field().element() as HTMLInputElement
    expect([input.value, input.selectionStart, input.selectionEnd]).toEqual(['guess', 0, 5])
    expect(await axeFindings()).toEqual([])
  })

  test('says how much memory it needs, and can be stopped while it opens', async () => {
    const signals: (AbortSignal | undefined)[] = []
    const unlock: LockedImport['unlock'] = (_password, options) => {
      signals.push(options?.signal)
      return new Promise((_, reject) => {
        options?.signal?.addEventListener('abort', () => reject(new TransferError('transfer/cancelled', 'stopped')))
      })
    }
    const { drop } = await setUp({ importer: importerOf(lockedExport(unlock, { memoryBytes: 2 ** 30 })) })
    drop(any())
    await expect.element(form()).toHaveTextContent(/Opening this needs about 1 GB of memory and up to half a minute\./)
    await field().fill('secret')
    await userEvent.keyboard('{Enter}')
    await expect.element(button('Opening…')).toHaveAttribute('aria-busy', 'true')
    await form().getByRole('button', { name: 'Cancel' }).click()
    await expect.element(button('Open backup')).toBeVisible()
    expect(signals[0]?.aborted).toBe(true)
    await expect.element(field()).toHaveValue('secret')
    await expect.element(form().getByRole('alert')).not.toBeInTheDocument()
  })

  test('waits for those before it; one can be skipped, and what is damaged under the right password is told', async () => {
    const damaged = () => Promise.reject(new TransferError('transfer/damaged', 'cut off'))
    const importer = importerOf(
      lockedExport(() => Promise.resolve(one), { files: ['first'] }),
      lockedExport(damaged, { files: ['second'] }),
      lockedExport(wrong, { files: ['third'], format: 'mfa-manager' }),
    )
    const { drop } = await setUp({ importer })
    drop(any())
    await expect.element(page.getByText('Locked file 1 of 3. The others wait.')).toBeVisible()
    await field().fill('one')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText('Locked file 2 of 3. The others wait.')).toBeVisible()
    await expect.element(field()).toHaveValue('')
    await expect.element(field()).toHaveFocus()
    await field().fill('two')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText('Locked file 3 of 3. The others wait.')).toBeVisible()
    await expect.element(page.getByText(/^This file is cut off or altered\./)).toBeVisible()
    await expect.element(form()).toHaveTextContent(/Enter the passphrase that this backup was made with\./)
    expect(importer.disposed()).toBe(0)
    await button('Skip this file').click()
    await expect.element(table()).toBeVisible()
    await vi.waitFor(() => expect(importer.disposed()).toBe(1))
  })

  test('gives way to nothing on Cancel, once that has been asked', async () => {
    const importer = importerOf(lockedExport(wrong))
    const { drop } = await setUp({ importer })
    drop(any())
    await form().getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('alertdialog', { name: 'Discard import?' }).getByRole('button', { name: 'Discard' }).click()
    await expect.element(dropZone()).toBeVisible()
    await vi.waitFor(() => expect(importer.disposed()).toBe(1))
  })
})

describe('what is left behind', () => {
  test('is nothing: the worker ends with the screen', async () => {
    const importer = importerOf(lockedExport(wrong))
    const { drop, strike } = await setUp({ importer })
    drop(any())
    await expect.element(field()).toBeVisible()
    strike()
    await vi.waitFor(() => expect(importer.disposed()).toBe(1))
  })

  test('a place is not left with a table on it unless that is said', async () => {
    const { drop, location } = await setUp({ importer: importerOf(one) })
    drop(any())
    await expect.element(table()).toBeVisible()
    location().go('settings')
    const question = page.getByRole('alertdialog', { name: 'Discard import?' })
    await expect.element(question).toHaveTextContent(/Your vault and the files stay as they are\./)
    await question.getByRole('button', { name: 'Keep checking' }).click()
    expect(location().parts()).toEqual(['import'])
    location().go('settings')
    await question.getByRole('button', { name: 'Discard' }).click()
    await vi.waitFor(() => expect(location().parts()).toEqual(['settings']))
  })
})

describe('writing', () => {
  test('shows how far it is, can be stopped, and then leaves nothing', async () => {
    const applied: (AbortSignal | undefined)[] = []
    const made = await setUp({
      importer: importerOf(openExport(manyDrafts(200).map((draft) => accountEntry(draft)))),
      vault: () => ({
        apply: (_plan, options) => {
          applied.push(options?.signal)
          options?.onSealed?.(50)
          return new Promise((_, reject) => {
            options?.signal?.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')))
          })
        },
      }),
    })
    made.drop(any())
    await button('Import 200 accounts').click()
    await expect.element(page.getByText('Encrypting 50 of 200 accounts')).toBeVisible()
    const bar = page.getByRole('progressbar', { name: 'Importing' })
    await expect.element(bar).toHaveAttribute('value', '50')
    expect(await made.axeFindings()).toEqual([])
    await button('Stop import').click()
    await expect.element(table()).toBeVisible()
    expect(applied[0]?.aborted).toBe(true)
    expect(made.vault.accounts()).toEqual([])
    await expect.element(page.getByText('Import stopped. Nothing was added.')).toBeVisible()
  })

  test('that was stopped too late is taken back', async () => {
    let finish = (): void => undefined
    const made = await setUp({
      importer: importerOf(one),
      vault: (vault) => ({
        apply: async (plan) => {
          const applied = await vault.apply(plan)
          await new Promise<void>((resolve) => (finish = resolve))
          return applied
        },
      }),
    })
    made.drop(any())
    await button('Import 1 account').click()
    await vi.waitFor(() => expect(made.vault.accounts()).toHaveLength(1))
    await button('Stop import').click()
    finish()
    await expect.element(table()).toBeVisible()
    expect(made.vault.accounts()).toEqual([])
  })

  test('that fails keeps the table, and says what was kept', async () => {
    const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'storage/quota' }))
    const made = await setUp({ importer: importerOf(one), vault: () => ({ apply: full }) })
    made.drop(any())
    await button('Import 1 account').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(/^This device has no room left for the app\./)
    await expect.element(table()).toBeVisible()
  })
})
