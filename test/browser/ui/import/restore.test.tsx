import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { TransferError, type Importer } from '../../../../src/transfer/index.ts'
import { createArrivals, type Arrivals } from '../../../../src/ui/arrivals.ts'
import { WelcomeScreen } from '../../../../src/ui/screens/welcome/welcome-screen.tsx'
import { VaultError, type Vault } from '../../../../src/vault/index.ts'
import { totpDraft } from '../../../support/drafts.ts'
import { createFakeStrengthWorker } from '../../../support/fake-strength-worker.ts'
import { accountEntry, importerOf, lockedExport, openExport, textFile } from '../../../support/import-stage.tsx'
import { stageScreen, type Stage } from '../../../support/screen-stage.tsx'

let stage: Stage | undefined
afterEach(() => {
  stage?.strike()
  stage = undefined
})

const link = (name: string) => page.getByRole('link', { name })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const field = () => page.getByRole('textbox', { name: 'Backup passphrase' })
const backup = openExport([accountEntry(totpDraft())], { format: 'mfa-manager' })
const own = lockedExport(
  (password) =>
    password === 'open sesame'
      ? Promise.resolve(backup)
      : Promise.reject(new TransferError('transfer/wrong-password', 'no')),
  { format: 'mfa-manager', files: ['mine.mfabackup'] },
)
/** A guess for each character: fifteen make a strong passphrase. */
const byLength = createFakeStrengthWorker((text) => 10 ** text.length)

function setUp(create: Vault['create'], importer: Importer = importerOf(own)): Stage & { readonly arrivals: Arrivals } {
  const arrivals = createArrivals()
  stage = stageScreen(() => <WelcomeScreen startWorker={byLength} />, {
    status: { name: 'absent' },
    vault: { create },
    importer,
    arrivals,
  })
  return { ...stage, arrivals }
}

describe('restoring on the first visit', () => {
  test('opens the backup first, then makes the vault under its passphrase and hands it all over', async () => {
    const create = vi.fn(() => Promise.resolve())
    const { arrivals, axeFindings } = setUp(create)
    await link('Restore from a backup').click()
    await expect.element(page.getByRole('heading', { name: 'Restore from a backup' })).toHaveFocus()
    expect(await axeFindings()).toEqual([])
    arrivals.bring({ what: 'files', files: [textFile('mine.mfabackup', 'x')] })
    await expect.element(field()).toHaveFocus()
    await field().fill('guess')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('alert')).toHaveTextContent(/^That did not open the file\./)
    await field().fill('open sesame')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('heading', { name: '1 account in this backup' })).toBeVisible()
    await expect.element(page.getByRole('radio', { name: 'The same as the backup’s' })).toBeChecked()
    expect(await axeFindings()).toEqual([])
    expect(create).not.toHaveBeenCalled()
    await button('Create vault and restore').click()
    await vi.waitFor(() => expect(arrivals.waiting()).toEqual([{ what: 'restore', opened: [backup] }]))
    expect(create).toHaveBeenCalledExactlyOnceWith('open sesame')
  })

  test('can make the vault under another passphrase', async () => {
    const create = vi.fn(() => Promise.resolve())
    const { arrivals } = setUp(create)
    arrivals.bring({ what: 'files', files: [textFile('mine.mfabackup', 'x')] })
    await field().fill('open sesame')
    await userEvent.keyboard('{Enter}')
    await page.getByRole('radio', { name: 'A new one' }).click()
    await expect.element(button('Create vault and restore')).toBeDisabled()
    await page.getByLabelText('Passphrase', { exact: true }).fill('copper lantern orbit')
    await page.getByLabelText('Confirm passphrase').fill('copper lantern orbit')
    await button('Create vault and restore').click()
    await vi.waitFor(() => expect(create).toHaveBeenCalledExactlyOnceWith('copper lantern orbit'))
  })

  test('keeps the backup where its passphrase is none for a vault, and asks for another', async () => {
    const tooShort = new VaultError('vault/passphrase-too-short', 'too short')
    const { arrivals } = setUp(() => Promise.reject(tooShort))
    arrivals.bring({ what: 'files', files: [textFile('mine.mfabackup', 'x')] })
    await field().fill('open sesame')
    await userEvent.keyboard('{Enter}')
    await button('Create vault and restore').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(/^That passphrase is too short\./)
    await expect.element(page.getByLabelText('Confirm passphrase')).toBeVisible()
    expect(arrivals.waiting()).toEqual([])
  })

  test('of a file that is not encrypted asks for a new passphrase', async () => {
    const { arrivals } = setUp(() => Promise.resolve(), importerOf(openExport([accountEntry(totpDraft())])))
    arrivals.bring({ what: 'files', files: [textFile('plain.json', 'x')] })
    await expect.element(page.getByLabelText('Confirm passphrase')).toBeVisible()
    await expect.element(page.getByRole('radio')).not.toBeInTheDocument()
  })

  test('says why a file is none, and goes back to an empty vault', async () => {
    const refused = { state: 'refused', files: ['x.txt'], code: 'transfer/unrecognised' } as const
    const { arrivals } = setUp(() => Promise.resolve(), importerOf(refused))
    arrivals.bring({ what: 'files', files: [textFile('x.txt', 'x')] })
    await expect.element(page.getByText('x.txt')).toBeVisible()
    await link('Create an empty vault instead').click()
    await expect.element(page.getByRole('heading', { name: 'Create your vault' })).toBeVisible()
    await expect.element(page.getByLabelText('Passphrase', { exact: true })).toHaveFocus()
  })

  test('begins where somebody asked for it on another screen', async () => {
    const { arrivals } = setUp(() => Promise.resolve())
    arrivals.bring({ what: 'restore-wish' })
    await expect.element(button('Choose backup')).toBeVisible()
    expect(arrivals.waiting()).toEqual([])
  })
})
