import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { hotpDraft, manyDrafts, totpDraft } from '../../../support/drafts.ts'
import { catchDownloads, confirmItIsMe, stageExport, type ExportStage } from '../../../support/export-stage.tsx'
import { createPasskeyStage } from '../../../support/passkey-stage.ts'
import { stagePassphrase } from '../../../support/vault-stage.tsx'

let stage: ExportStage | undefined
let downloads: ReturnType<typeof catchDownloads>

beforeEach(async () => {
  await page.viewport(1280, 800)
  downloads = catchDownloads()
})

afterEach(async () => {
  downloads.stop()
  await stage?.remove()
  stage = undefined
})

async function setUp(options: Parameters<typeof stageExport>[0] = {}): Promise<ExportStage> {
  stage = await stageExport(options)
  return stage
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const steam = totpDraft({ type: 'steam', digits: 5, issuer: 'Steam', account: 'carol' })

describe('the ways out', () => {
  test('say what is in them, and who could read it', async () => {
    const { axeFindings } = await setUp({ drafts: manyDrafts(12) })
    await expect.element(page.getByRole('region', { name: 'Encrypted backup' })).toHaveTextContent(/None made yet\./)
    for (const name of ['QR codes for Google Authenticator', 'Printable sheet', 'Plain file']) {
      await expect.element(button(name)).toHaveAccessibleDescription(/Readable by anyone$/)
    }
    await expect.element(button('Encrypted for another app')).not.toHaveAccessibleDescription(/Readable/)
    await expect.element(button('QR codes for Google Authenticator')).toHaveAccessibleDescription(/^2 codes to scan/)
    expect(await axeFindings()).toEqual([])
  })

  test('say so where Google Authenticator can hold none, and how many codes at most where there are very many', async () => {
    await setUp({ drafts: [steam] })
    await expect
      .element(button('QR codes for Google Authenticator'))
      .toHaveAccessibleDescription(/^It can hold none of these accounts\./)
    await stage?.remove()
    await setUp({ drafts: manyDrafts(501) })
    await expect
      .element(button('QR codes for Google Authenticator'))
      .toHaveAccessibleDescription(/^Up to 10 accounts in each code\./)
  })

  test('tell when the last backup was made', async () => {
    await setUp({
      drafts: [totpDraft()],
      vault: (vault) => ({
        settings: () => ({
          ...vault.settings(),
          lastBackup: { at: Date.UTC(2026, 4, 12), accounts: 18, content: 'x' },
        }),
      }),
    })
    await expect
      .element(page.getByRole('region', { name: 'Encrypted backup' }))
      .toHaveTextContent(/Last made (12 May 2026|May 12, 2026), 18 accounts\./)
  })

  test('begin with what was selected in the list, and end the selection', async () => {
    let left: () => unknown = () => undefined
    await setUp({
      drafts: manyDrafts(5),
      prepare: (accounts, ids) => {
        accounts.setSelection(new Set(ids.slice(0, 2)))
        left = accounts.selection
      },
    })
    await expect.element(page.getByText('2 of 5 accounts')).toBeVisible()
    expect(left()).toBeUndefined()
  })
})

describe('choosing accounts', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Choose accounts' })
  const drafts = [
    totpDraft({ issuer: 'A', tags: ['x'] }),
    totpDraft({ issuer: 'B' }),
    totpDraft({ issuer: '', account: '' }),
  ]

  test('goes by tag and one by one; all of them again are all', async () => {
    const { axeFindings } = await setUp({ drafts })
    await button('Choose accounts').click()
    await expect.element(dialog().getByRole('button', { name: 'All' })).toHaveAttribute('aria-pressed', 'true')
    expect(await axeFindings()).toEqual([])
    await dialog().getByRole('button', { name: 'x' }).click()
    await expect.element(dialog()).toHaveTextContent(/1 of 3 accounts chosen/)
    await dialog().getByRole('checkbox', { name: 'B (ada@example.org)' }).click()
    await expect.element(dialog().getByRole('button', { name: 'x' })).toHaveAttribute('aria-pressed', 'false')
    await dialog().getByRole('checkbox', { name: 'No name' }).click()
    await expect.element(dialog().getByRole('button', { name: 'All' })).toHaveAttribute('aria-pressed', 'true')
    await dialog().getByRole('button', { name: 'Cancel' }).click()
    await expect.element(page.getByText('All 3 accounts')).toBeVisible()
  })

  test('finds by name, and says when there is none', async () => {
    await setUp({ drafts })
    await button('Choose accounts').click()
    await dialog().getByRole('searchbox', { name: 'Search accounts' }).fill('zzz')
    await expect.element(dialog()).toHaveTextContent(/No account matches “zzz”/)
    await dialog().getByRole('button', { name: 'Clear search' }).click()
    await expect.element(dialog().getByRole('checkbox').first()).toBeVisible()
  })

  test('shows very many in parts', async () => {
    await setUp({ drafts: manyDrafts(450) })
    await button('Choose accounts').click()
    await expect.element(dialog().getByRole('checkbox').nth(199)).toBeInTheDocument()
    expect(dialog().getByRole('checkbox').elements()).toHaveLength(200)
    await dialog().getByRole('button', { name: 'Show 200 more' }).click()
    await dialog().getByRole('button', { name: 'Show 50 more' }).click()
    expect(dialog().getByRole('checkbox').elements()).toHaveLength(450)
  })
})

describe('a plain file', () => {
  const dialog = () => page.getByRole('alertdialog', { name: 'Export without encryption?' })
  const action = () => dialog().getByRole('button', { name: 'Export unencrypted' })

  test('names what is left out, and takes passphrase and tick', async () => {
    const { axeFindings, workspace } = await setUp({
      drafts: [totpDraft({ note: 'n', pinned: true }), totpDraft({ issuer: 'Quick', account: '', period: 5 })],
    })
    await button('Plain file').click()
    await dialog().getByLabelText('Format').selectOptions('2fas')
    await expect.element(dialog()).toHaveTextContent(/1 of 2 accounts can go out\./)
    await expect.element(dialog()).toHaveTextContent(/Quick: 2FAS would change codes at another pace\./)
    await expect
      .element(dialog())
      .toHaveTextContent(/Not carried over: the note of 1 account and the pin of 1 account\./)
    expect(await axeFindings()).toEqual([])
    await dialog().getByLabelText('Passphrase').fill(stagePassphrase)
    await expect.element(action()).toBeDisabled()
    await dialog().getByRole('checkbox').click()
    await action().click()
    await expect
      .poll(() => workspace.toasts.current()?.text)
      .toBe('1 of 2 accounts exported. The download has started.')
    const [[name, text] = ['', '']] = await downloads.saved()
    expect(name).toMatch(/\.2fas$/)
    expect(JSON.parse(text).services).toHaveLength(1)
  })

  test('takes a passkey in the place of the passphrase, after the tick', async () => {
    const { passkeys, enrolFor } = createPasskeyStage()
    const { vault, axeFindings } = await setUp({ drafts: [totpDraft()], passkeys })
    await enrolFor(vault, 'Laptop')
    await button('Plain file').click()
    const use = dialog().getByRole('button', { name: 'Use passkey' })
    await expect.element(use).toBeDisabled()
    await dialog().getByRole('checkbox').click()
    expect(await axeFindings()).toEqual([])
    await use.click()
    await expect.element(dialog()).not.toBeInTheDocument()
    expect(await downloads.saved()).toHaveLength(1)
  })

  test('cannot be made of accounts that the format knows nothing of', async () => {
    await setUp({ drafts: [totpDraft({ type: 'motp', period: 10, pin: '1234' })] })
    await button('Plain file').click()
    await dialog().getByLabelText('Format').selectOptions('2fas')
    await dialog().getByRole('checkbox').click()
    await expect.element(dialog().getByRole('alert')).toHaveTextContent('2FAS can hold none of these accounts.')
    await expect.element(action()).toBeDisabled()
  })

  test('is not made when the vault fails, and the dialog stays', async () => {
    await setUp({ drafts: [totpDraft()], vault: () => ({ confirmProof: () => Promise.reject(new Error('no')) }) })
    await button('Plain file').click()
    await dialog().getByLabelText('Passphrase').fill('x')
    await dialog().getByRole('checkbox').click()
    await action().click()
    await expect.element(dialog().getByRole('alert')).toHaveTextContent(/Something in the app failed/)
    expect(await downloads.saved()).toEqual([])
  })
})

test('an encrypted file waits for a strong password, typed twice', async () => {
  const { axeFindings } = await setUp({ drafts: [totpDraft(), hotpDraft()] })
  await button('Encrypted for another app').click()
  const dialog = page.getByRole('dialog', { name: 'Encrypted for another app' })
  await expect.element(dialog.getByLabelText('File password', { exact: true })).toHaveFocus()
  await expect.element(dialog).toHaveTextContent(/All 2 accounts go out\./)
  expect(await axeFindings()).toEqual([])
  await expect.element(dialog.getByRole('button', { name: 'Export file' })).toBeDisabled()
  await userEvent.keyboard('{Escape}')
  await expect.element(button('Encrypted for another app')).toHaveFocus()
})

describe('pages that show keys', () => {
  test('the codes hide when their time is over, and what was scanned goes on', async () => {
    const { clock, axeFindings } = await setUp({ drafts: manyDrafts(11) })
    await button('QR codes for Google Authenticator').click()
    await confirmItIsMe()
    await expect.element(page.getByRole('img', { name: 'QR code 1 of 2' })).toBeVisible()
    expect(await axeFindings()).toEqual([])
    await button('Next QR code').click()
    clock.advance(119_000)
    await expect.element(page.getByRole('timer')).toHaveTextContent('The codes hide again in 1 s.')
    clock.advance(1000)
    await expect.element(page.getByText('The QR codes are hidden.')).toBeVisible()
    await button('Show QR codes').click()
    await confirmItIsMe()
    await expect.element(page.getByRole('img', { name: 'QR code 2 of 2' })).toBeVisible()
  })

  test('nothing is asked where there is nothing to show', async () => {
    await setUp({ drafts: [steam] })
    await button('QR codes for Google Authenticator').click()
    await expect.element(page.getByText('Google Authenticator can hold none of these accounts.')).toBeVisible()
    await expect.element(button('Show QR codes')).toBeDisabled()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    await button('Back to export').last().click()
    await expect.element(button('Plain file')).toBeVisible()
  })

  test('cancelling the question leads back', async () => {
    await setUp({ drafts: [totpDraft()] })
    await button('Printable sheet').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await expect.element(button('Plain file')).toBeVisible()
    await expect.element(page.getByRole('heading', { name: 'Import and export' })).toHaveFocus()
  })

  test('the sheet names every kind of code, and types out what no QR code holds', async () => {
    const long = 'x'.repeat(1000)
    const { axeFindings } = await setUp({
      drafts: [
        totpDraft({ issuer: 'Plain' }),
        hotpDraft({ issuer: 'Counted', counter: 7 }),
        steam,
        totpDraft({ type: 'motp', issuer: 'Intranet', period: 10, pin: '1234' }),
        totpDraft({ issuer: `${long}é`, account: `é${'ö'.repeat(300)}` }),
      ],
    })
    await button('Printable sheet').click()
    await confirmItIsMe()
    const cell = (text: string) => page.getByRole('listitem').filter({ hasText: text })
    await expect
      .element(cell('Plain'))
      .toHaveTextContent(/GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQSHA-1, 6 digits, 30 s/)
    await expect.element(cell('Counted')).toHaveTextContent(/Counter-based, SHA-1, 6 digits, counter 7/)
    await expect.element(cell('Steam')).toHaveTextContent(/Steam, SHA-1, 5 digits, 30 s/)
    await expect.element(cell('Intranet')).toHaveTextContent(/mOTP, key as hex digits, 6 digits, 10 s/)
    await expect.element(cell(long)).toHaveTextContent(/Too long for a QR code\. Type the key\./)
    expect(await axeFindings()).toEqual([])
  })

  test('a sheet of very many is drawn in parts, and printed when it is whole', async () => {
    await setUp({ drafts: manyDrafts(80) })
    await button('Printable sheet').click()
    await confirmItIsMe()
    await expect.element(button('Print')).toBeEnabled()
    expect(page.getByRole('listitem').elements()).toHaveLength(80)
  })

  test('the sheet stays while it is being printed, and goes when the page is left', async () => {
    await setUp({ drafts: [totpDraft()] })
    await button('Printable sheet').click()
    await confirmItIsMe()
    await expect.element(button('Print')).toBeVisible()
    const hide = (): void => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' })
      document.dispatchEvent(new Event('visibilitychange'))
    }
    window.dispatchEvent(new Event('beforeprint'))
    hide()
    await expect.element(button('Print')).toBeInTheDocument()
    window.dispatchEvent(new Event('afterprint'))
    await expect.element(button('Print')).not.toBeInTheDocument()
    Reflect.deleteProperty(document, 'visibilityState')
    document.dispatchEvent(new Event('visibilitychange'))
    await expect.element(button('Show sheet')).toBeVisible()
  })
})
