import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { writeBackup, writeSelfOpening } from '../../../../src/transfer/index.ts'
import { CheckFileDialog } from '../../../../src/ui/screens/backup/check-file-dialog.tsx'
import { totpDraft } from '../../../support/drafts.ts'
import { stageExport, type ExportStage } from '../../../support/export-stage.tsx'
import { createQuickKdf } from '../../../support/quick-kdf.ts'

let stage: ExportStage | undefined
const kdf = createQuickKdf()

beforeEach(async () => {
  await page.viewport(1280, 800)
  stage = await stageExport({
    drafts: [totpDraft({ issuer: 'A' }), totpDraft({ issuer: 'B' })],
    kdf,
    screen: () => (
      <main>
        <h1>Settings</h1>
        <CheckFileDialog onClose={() => undefined} />
      </main>
    ),
  })
})

afterEach(async () => {
  await stage?.remove()
  stage = undefined
})

const dialog = () => page.getByRole('dialog', { name: 'Check a saved file' })
const action = () => dialog().getByRole('button', { name: 'Check file' })

async function choose(bytes: Uint8Array<ArrayBuffer>, name = 'mine.mfabackup'): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (!input) throw new Error('there is nothing to choose files with')
  await userEvent.upload(input, new File([bytes], name))
}

async function check(words: string): Promise<void> {
  await dialog().getByLabelText('Backup passphrase').fill(words)
  await action().click()
}

const backupNow = () => writeBackup(stage?.vault.accountsForBackup() ?? [], 'words', { kdf })

test('a backup of now holds everything', async () => {
  await expect.element(action()).toBeDisabled()
  expect(await stage?.axeFindings()).toEqual([])
  await choose(await backupNow())
  await check('words')
  await expect
    .element(dialog())
    .toHaveTextContent(/This backup opens\.2 accounts in this backup, 2 in your vault, the bin counted\. Each of yours/)
  await expect.element(dialog().getByLabelText('Backup passphrase')).toHaveValue('')
  expect(await stage?.axeFindings()).toEqual([])
})

test('one from before says what it lacks, whether it is a file or a page', async () => {
  const page = await writeSelfOpening(await backupNow())
  const { vault, ids } = stage as ExportStage
  await vault.add([totpDraft({ issuer: 'C' }), totpDraft({ issuer: 'D' })])
  const [id = ''] = ids
  await vault.edit(id, { issuer: 'A2' }, vault.account(id)?.updatedAt ?? 0)
  await choose(page, 'mine.html')
  await check('words')
  await expect.element(dialog()).toHaveTextContent(/Of yours, 2 are missing from it and 1 was changed since\./)
})

test('a wrong passphrase is said at its field, and the file stays chosen', async () => {
  await choose(await backupNow())
  await check('other')
  await expect.element(dialog().getByRole('alert')).toHaveTextContent(/That passphrase did not open the backup\./)
  await expect.element(dialog().getByLabelText('Backup passphrase')).toHaveFocus()
  await expect.element(dialog()).toHaveTextContent(/mine\.mfabackup/)
  await check('')
  await expect.element(dialog().getByRole('alert')).toHaveTextContent(/The passphrase is missing\./)
})

test('what is no backup is told as what it is', async () => {
  await choose(new TextEncoder().encode('hello'))
  await check('words')
  await expect.element(dialog().getByRole('alert')).toHaveTextContent(/This file is not a backup of this app\./)
})
