import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { JSX } from 'solid-js'
import { StorageError } from '../../../src/storage/index.ts'
import { readBackup } from '../../../src/transfer/index.ts'
import { CrashedScreen } from '../../../src/ui/screens/trouble/crashed.tsx'
import { DamagedScreen } from '../../../src/ui/screens/trouble/damaged.tsx'
import { FramedScreen } from '../../../src/ui/screens/trouble/framed.tsx'
import { InsecureContextScreen } from '../../../src/ui/screens/trouble/insecure-context.tsx'
import { RemovedScreen } from '../../../src/ui/screens/trouble/removed.tsx'
import { TooNewScreen } from '../../../src/ui/screens/trouble/too-new.tsx'
import { UnavailableScreen } from '../../../src/ui/screens/trouble/unavailable.tsx'
import { defaultSettings, type Vault, type VaultStatus } from '../../../src/vault/index.ts'
import { createFakeStrengthWorker } from '../../support/fake-strength-worker.ts'
import { createStageUpdate, stageScreen, type Stage } from '../../support/screen-stage.tsx'

let stage: Stage | undefined
/** Files that were downloaded: name, and what is in them. */
const saved: { readonly name: string; readonly content: Blob }[] = []

beforeEach(() => {
  const blobs = new Map<string, Blob>()
  const makeUrl = URL.createObjectURL.bind(URL)
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const url = makeUrl(blob)
    blobs.set(url, blob as Blob)
    return url
  })
  // The browser under test must not open its download bar.
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const content = blobs.get(this.href)
    if (content) saved.push({ name: this.download, content })
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  saved.length = 0
  stage?.strike()
  stage = undefined
})

const alert = () => page.getByRole('alert')
const button = (name: string) => page.getByRole('button', { name })
const heading = (name: string) => page.getByRole('heading', { name, level: 1 })

function setUp(screen: () => JSX.Element, status: VaultStatus, vault: Partial<Vault> = {}): Stage {
  stage = stageScreen(screen, { status, vault })
  return stage
}

describe('a damaged vault', () => {
  test('says how much was found and that nothing was changed', async () => {
    const { axeFindings } = setUp(() => <DamagedScreen />, { name: 'damaged', records: 12 })
    await expect.element(heading('The vault is damaged')).toBeVisible()
    await expect.element(page.getByText('12 encrypted records were found.')).toBeVisible()
    await expect.element(page.getByText(/Nothing was changed/)).toBeVisible()
    expect(await axeFindings()).toEqual([])
  })

  test('gives its raw data as a file', async () => {
    setUp(() => <DamagedScreen />, { name: 'damaged', records: 1 }, { rawExport: async () => '{"rows":[]}' })
    await button('Save raw data').click()
    await expect.element(page.getByText(/The download has started/)).toBeVisible()
    expect(saved.map(({ name }) => name)).toEqual(['mfa-manager-raw-2026-11-22.json'])
    expect(await saved[0]?.content.text()).toBe('{"rows":[]}')
  })

  test('says so when the raw data cannot be read either', async () => {
    setUp(
      () => <DamagedScreen />,
      { name: 'damaged', records: 1 },
      {
        rawExport: async () => {
          throw new StorageError('storage/failed', 'broken')
        },
      },
    )
    await button('Save raw data').click()
    await expect.element(alert()).toHaveTextContent(/could not read or write its storage/)
    expect(saved).toEqual([])
  })

  test('can be erased, but not without the word', async () => {
    const erase = vi.fn(async () => undefined)
    setUp(() => <DamagedScreen />, { name: 'damaged', records: 1 }, { erase })
    await page.getByRole('link', { name: 'Erase this vault' }).click()
    await expect.element(button('Erase vault')).toBeDisabled()
    await page.getByRole('textbox', { name: 'Type ERASE to confirm' }).fill('ERASE')
    await button('Erase vault').click()
    await expect.poll(() => erase.mock.calls.length).toBe(1)
  })
})

describe('a vault that the browser removed', () => {
  const passphrase = 'copper lantern quiet orbit'
  const screen = () => <RemovedScreen startWorker={createFakeStrengthWorker(() => 1e15)} />
  const memory: Partial<Vault> = {
    accountsForBackup: () => [
      {
        id: 'AAAAAAAAAAAAAAAAAAAAAA',
        type: 'totp',
        issuer: 'GitHub',
        account: 'alice',
        secret: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        algorithm: 'SHA1',
        digits: 6,
        period: 30,
        note: '',
        tags: [],
        pinned: false,
        hidden: false,
        order: 0,
        createdAt: 0,
        updatedAt: 0,
        useCount: 0,
      },
    ],
    settings: () => defaultSettings,
    identity: () => ({ vaultId: 'AAAAAAAAAAAAAAAAAAAAAA', epoch: 7 }),
  }

  async function fillBoth(): Promise<void> {
    await page.getByLabelText('Backup passphrase', { exact: true }).fill(passphrase)
    await page.getByLabelText('Confirm passphrase').fill(passphrase)
  }

  test('never looks like a first visit', async () => {
    const { axeFindings } = setUp(screen, { name: 'removed', inMemory: false })
    await expect.element(heading('This browser has removed your vault')).toBeVisible()
    await expect.element(page.getByText(/backup file that you saved elsewhere/)).toBeVisible()
    await expect.element(button('Save a backup now')).not.toBeInTheDocument()
    expect(await axeFindings()).toEqual([])
  })

  test('asks before it starts again, safe button first', async () => {
    const erase = vi.fn(async () => undefined)
    const { axeFindings } = setUp(screen, { name: 'removed', inMemory: false }, { erase })
    await button('Start again').click()
    await expect.element(page.getByRole('alertdialog', { name: 'Start again?' })).toBeVisible()
    await expect.element(button('Cancel')).toHaveFocus()
    expect(await axeFindings()).toEqual([])
    expect(erase).not.toHaveBeenCalled()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Start again' }).click()
    await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument()
    expect(erase).toHaveBeenCalledOnce()
  })

  test('that is still in memory can be saved as an encrypted backup', async () => {
    const { axeFindings } = setUp(screen, { name: 'removed', inMemory: true }, memory)
    await expect.element(page.getByText(/still open in this tab/)).toBeVisible()
    await expect.element(button('Save a backup now')).toBeDisabled()
    await fillBoth()
    expect(await axeFindings()).toEqual([])
    await button('Save a backup now').click()
    await expect.poll(() => saved.length, { timeout: 20_000 }).toBe(1)
    expect(saved[0]?.name).toBe('mfa-manager-2026-11-22.mfabackup')
    expect(saved[0]?.content.type).toBe('application/vnd.mfa-manager.backup+json')
    const bytes = new Uint8Array((await saved[0]?.content.arrayBuffer()) ?? new ArrayBuffer(0))
    const { accounts, epoch } = await readBackup(bytes, passphrase)
    expect(epoch).toBe(7)
    expect(accounts.map(({ issuer, account }) => [issuer, account])).toEqual([['GitHub', 'alice']])
    await expect.element(page.getByText(/See that the file is there/)).toBeVisible()
  })

  test('says what starting again drops while it is in memory', async () => {
    setUp(screen, { name: 'removed', inMemory: true }, memory)
    await page.getByRole('link', { name: 'Start again' }).click()
    await expect
      .element(page.getByRole('alertdialog'))
      .toHaveAccessibleDescription(/still open in this tab are dropped/)
  })
})

describe('storage that cannot be used', () => {
  test.each([
    ['storage/unavailable', 'Nothing can be stored here', /Lockdown Mode/],
    ['storage/blocked', 'Another tab holds your vault', /Close the other tabs/],
  ] as const)('is explained: %s', async (code, title, help) => {
    const { axeFindings } = setUp(() => <UnavailableScreen />, { name: 'unavailable', code })
    await expect.element(heading(title)).toBeVisible()
    await expect.element(page.getByText(help)).toBeVisible()
    expect(await axeFindings()).toEqual([])
  })

  test('is looked at again when asked', async () => {
    let finish: () => void = () => undefined
    const inspect = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)))
    setUp(() => <UnavailableScreen />, { name: 'unavailable', code: 'storage/blocked' }, { inspect })
    await button('Try again').click()
    await expect.element(button('Trying…')).toHaveAttribute('aria-busy', 'true')
    await button('Trying…').click()
    expect(inspect).toHaveBeenCalledOnce()
    finish()
    await expect.element(button('Try again')).toBeVisible()
  })
})

describe('a vault of a newer version', () => {
  function setUpUpdate(answer: 'none' | 'waiting' | 'failed') {
    const update = createStageUpdate(answer)
    stage = stageScreen(() => <TooNewScreen />, {
      status: { name: 'too-new' },
      vault: { rawExport: async () => '{}' },
      update,
    })
    return { update, stage }
  }

  test('asks for an update, and offers the raw data', async () => {
    const { stage } = setUpUpdate('none')
    await expect.element(heading('Update the app')).toBeVisible()
    expect(await stage.axeFindings()).toEqual([])
    await button('Save raw data').click()
    await expect.poll(() => saved.length).toBe(1)
  })

  test('restarts into an update that has come', async () => {
    const { update } = setUpUpdate('waiting')
    await button('Check for updates').click()
    await button('Restart now').click()
    expect(update.applied()).toBe(1)
  })

  test.each([
    ['none', /no newer version at this address yet/],
    ['failed', /check did not get through/],
  ] as const)('says what came of the check: %s', async (answer, sentence) => {
    setUpUpdate(answer)
    await button('Check for updates').click()
    await expect.element(page.getByText(sentence)).toBeVisible()
    await expect.element(button('Check for updates')).toBeVisible()
  })
})

describe('where the app does not run', () => {
  test('an insecure address is explained, with the ways out of it', async () => {
    const { axeFindings } = setUp(() => <InsecureContextScreen />, { name: 'checking' })
    await expect.element(heading('This address is not secure')).toBeVisible()
    for (const code of ['docker compose up --build tls', 'http://localhost:5000', 'ssh -L 5000:localhost:5000 host']) {
      await expect.element(page.getByText(code, { exact: true })).toBeVisible()
    }
    expect(await axeFindings()).toEqual([])
  })

  test('another page’s frame gets a sentence and nothing else', () => {
    setUp(() => <FramedScreen />, { name: 'checking' })
    const root = document.getElementById('app')
    expect(root?.textContent).toBe('MFA Manager does not run inside another page. Open it in a tab of its own.')
    expect(root?.querySelectorAll('a, button, input, svg')).toHaveLength(0)
  })
})

test('a page that crashed says what was kept, and reloads', async () => {
  const reload = vi.fn()
  const { axeFindings } = setUp(() => <CrashedScreen reload={reload} />, { name: 'checking' })
  await expect.element(heading('This page could not be shown')).toBeVisible()
  await expect.element(page.getByText(/What was saved is still in your vault/)).toBeVisible()
  expect(await axeFindings()).toEqual([])
  await button('Reload').click()
  expect(reload).toHaveBeenCalledOnce()
})
