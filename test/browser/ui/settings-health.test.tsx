import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { AccountDraft } from '../../../src/account.ts'
import { CryptoError, type Kdf } from '../../../src/crypto/index.ts'
import { healthLines, type HealthFacts } from '../../../src/health/index.ts'
import { HealthLight } from '../../../src/ui/screens/settings/health/health-light.tsx'
import { HealthRows } from '../../../src/ui/screens/settings/health/health-rows.tsx'
import type { Services } from '../../../src/ui/services.tsx'
import { findLeaks, spellingsOf } from '../../support/leaks.ts'
import { totpDraft } from '../../support/drafts.ts'
import { goodFacts } from '../../support/health-facts.ts'
import {
  stageSettings,
  createHandUpdate,
  createStageInstall,
  createStageStorage,
  type SettingsStage,
} from '../../support/settings-stage.tsx'
import { openVault, stageWorkspace, type OpenVault, type VaultStage } from '../../support/vault-stage.tsx'

let settings: SettingsStage | undefined
let stage: VaultStage | undefined
let opened: OpenVault | undefined

beforeEach(async () => {
  await page.viewport(1280, 800)
})

afterEach(async () => {
  vi.restoreAllMocks()
  settings?.strike()
  await settings?.remove()
  settings = undefined
  stage?.strike()
  stage = undefined
  await opened?.remove()
  opened = undefined
})

/** The light and the lines over given facts. */
async function showFacts(change: Partial<HealthFacts>): Promise<void> {
  opened = await openVault()
  const facts = { ...goodFacts, ...change }
  const lines = healthLines(facts)
  stage = stageWorkspace(opened.vault, () => (
    <main>
      <h1>Settings</h1>
      <HealthLight lines={lines} />
      <HealthRows facts={facts} lines={lines} onKept={() => undefined} onInstallWay={() => undefined} />
    </main>
  ))
}

async function showAbout(services: Partial<Services> = {}): Promise<SettingsStage> {
  settings = await stageSettings({
    section: 'about',
    services: { update: createHandUpdate(), install: createStageInstall(), storage: createStageStorage(), ...services },
  })
  return settings
}

const light = () => page.getByRole('region', { name: 'Storage health' })
const device = () => page.getByRole('group', { name: 'On this device' })
const button = (name: string) => page.getByRole('button', { name, exact: true })

const allBad: Partial<HealthFacts> = {
  persisted: false,
  estimate: { usage: 99e6, quota: 100e6 },
  installed: false,
  worker: { controlled: false, offlineReady: false, waiting: true, lastError: 'pwa/install-failed' },
  backup: { isNeeded: true, hasChanges: true, isDue: true, lastAt: null, autosaveFailed: true },
  integrity: { ...goodFacts.integrity, sound: false, readOnlyBecause: 'integrity' },
  clock: { name: 'measured', aheadMs: 97_000, withinMs: 500, at: 0 },
  origin: 'http://codes.example',
  isSecure: false,
}
const allUnknown: Partial<HealthFacts> = {
  persisted: 'unknown',
  estimate: 'unknown',
  clock: { name: 'unknown' },
  worker: { ...goodFacts.worker, lastError: 'pwa/check-failed' },
}
const longOrigin = `https://${'a-very-long-name-of-a-host.'.repeat(7)}example:65535`

describe('the light', () => {
  test.each([
    ['good', {}, 'Everything is in order', []],
    ['attention', { persisted: false }, 'Something needs your attention', ['Attention']],
    ['bad', allBad, 'Act now', ['Problem', 'Attention']],
    ['unknown', allUnknown, 'Not everything can be told', ['Unknown']],
  ] as const)('is %s over lines that say so by sign and word', async (state, facts, title, words) => {
    await showFacts(facts)
    await expect.element(light()).toHaveTextContent(title)
    await expect.element(light()).toHaveAttribute('data-state', state)
    for (const word of words) await expect.element(device().getByText(word, { exact: true }).first()).toBeVisible()
    expect(await stage?.axeFindings()).toEqual([])
    await page.viewport(390, 844)
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('is good where only the network is missing, and says what could not be checked', async () => {
    await showFacts({ clock: { name: 'unknown' } })
    await expect.element(light()).toHaveTextContent(/Everything is in order.*1 thing could not be checked\./)
  })

  test('has a different sign for each state', async () => {
    const signs: string[] = []
    for (const facts of [{}, { persisted: false } as const, allBad, allUnknown]) {
      await showFacts(facts)
      signs.push(light().element().querySelector('path')?.getAttribute('d') ?? '')
      stage?.strike()
      await opened?.remove()
    }
    expect(new Set(signs).size).toBe(4)
  })
})

describe('the lines', () => {
  test('say what to do, with a button where something can be done', async () => {
    await showFacts(allBad)
    for (const name of ['Keep my data', 'Install app', 'Back up now']) await expect.element(button(name)).toBeVisible()
    await expect.element(device().getByRole('link', { name: 'Show accounts' })).toHaveAttribute('href', '#/')
    await expect
      .element(device())
      .toHaveTextContent(/This device’s clock is 1 min 37 s ahead\. Sites refuse its codes\./)
    await expect.element(device()).toHaveTextContent(/Changes may not be saved\. Free some space on this device now\./)
    await button('Back up now').click()
    await expect.element(page.getByRole('dialog', { name: 'Back up now' })).toBeVisible()
  })

  test.each([390, 320])('hold an address of any length at %i px', async (width) => {
    await page.viewport(width, 800)
    await showFacts({ ...allBad, origin: longOrigin })
    await expect.element(device()).toHaveTextContent(new RegExp(longOrigin.slice(0, 60)))
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
    expect(await stage?.axeFindings()).toEqual([])
  })
})

describe('the self-test', () => {
  const region = () => page.getByRole('group', { name: 'Self-test' })

  test('says of each step how it went, and leaves nothing behind', async () => {
    await showAbout()
    await expect.element(region().getByRole('status')).toHaveTextContent('Not run since you unlocked.')
    await button('Run self-test').click()
    await expect
      .element(region().getByRole('status'))
      .toHaveTextContent(/^All 6 steps passed in [\d,]+ ms\. Nothing was left/)
    await expect.element(region().getByRole('list', { name: 'Self-test results' })).toBeVisible()
    expect(
      region()
        .getByRole('listitem')
        .elements()
        .map((each) => each.textContent),
    ).toEqual([
      expect.stringMatching(/^Derive a keyPassed[\d,]+ ms$/),
      expect.stringMatching(/^Encrypt a recordPassed\d+ ms$/),
      expect.stringMatching(/^Decrypt itPassed\d+ ms$/),
      expect.stringMatching(/^Write it to storagePassed\d+ ms$/),
      expect.stringMatching(/^Read it backPassed\d+ ms$/),
      expect.stringMatching(/^Delete itPassed\d+ ms$/),
    ])
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('mfa-manager-self-test')
    expect(await settings?.axeFindings()).toEqual([])
  })

  test('names the step that failed, and what to do', async () => {
    const kdf: Kdf = {
      derive: () => Promise.reject(new CryptoError('crypto/kdf-memory', 'too little')),
      dispose: () => undefined,
    }
    await showAbout({ kdf: () => Promise.resolve(kdf) })
    await button('Run self-test').click()
    await expect
      .element(region().getByRole('status'))
      .toHaveTextContent(/failed at “Derive a key”\. There was not enough memory.*Close other tabs and apps/)
    expect(await settings?.axeFindings()).toEqual([])
  })
})

describe('the build’s hash', () => {
  // Of the text `x`.
  const digits = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'

  test('is shown in groups, and copied as a command prints it', async () => {
    let copied = ''
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => {
      copied = text
    })
    vi.spyOn(window, 'fetch').mockResolvedValue(new Response('x', { headers: { 'content-type': 'text/html' } }))
    await showAbout()
    await expect.element(page.getByText('2d711642 b726b044 01627ca9')).toBeVisible()
    await button('Copy app hash').click()
    await expect.element(page.getByText('App hash copied.')).toBeVisible()
    expect(copied).toBe(digits)
  })

  test('is not there where the page cannot be had', async () => {
    vi.spyOn(window, 'fetch').mockRejectedValue(new TypeError('offline'))
    await showAbout()
    await expect.element(page.getByText(/The app’s page could not be read/)).toBeVisible()
    await expect.element(button('Copy app hash')).not.toBeInTheDocument()
  })
})

describe('the diagnostic report', () => {
  /** Every text of it can be told from any other. */
  const drafts: readonly AccountDraft[] = [
    { ...totpDraft(), issuer: 'MARKissuer', account: 'MARKname', note: 'MARKnote', tags: ['MARKtag'] },
    { ...totpDraft(), issuer: 'MARKbinned', secret: Uint8Array.from({ length: 20 }, (_, i) => 200 - i) },
  ]

  async function fillVault({ vault }: SettingsStage): Promise<void> {
    const [, second = ''] = await vault.add(drafts)
    await vault.moveToBin([second])
    const origin = 'https://markorigin.example'
    await vault.putSite({ origin, accountIds: [], isBlocked: false, createdAt: 1, lastUsedAt: 1, uses: 12345 })
    await vault.logRequests([{ at: 1, origin, method: 'MARKmethod', accountIds: [], outcome: 'MARKoutcome' }])
    await vault.changeSettings({
      passkeys: { MARKslot: { name: 'MARKpasskey', createdAt: 1 } },
      autosave: { kind: 'file', name: 'MARKfile', keep: 7, savedAt: 1, failed: 'MARKfailed' },
      lastBackup: { at: 1, accounts: 98765, content: 'MARKcontent' },
      dismissedUntil: { MARKnotice: 1 },
    })
    await vault.apply({ adds: [], edits: [], kept: [{ label: 'MARKkept', text: 'MARKtext' }] })
  }

  test('is shown whole before it is saved, and holds nothing of the vault', async () => {
    const about = await showAbout()
    await fillVault(about)
    await button('Run self-test').click()
    await expect.element(page.getByText(/^All 6 steps passed/)).toBeVisible()
    await button('Save diagnostic report').click()
    const shown = page.getByRole('region', { name: 'Diagnostic report' })
    await expect.element(shown).toHaveTextContent(/mfa-manager-diagnostics/)
    expect(await about.axeFindings()).toEqual([])
    const text = shown.element().textContent ?? ''
    const forbidden = ['mark', '12345', '98765', ...drafts.flatMap(spellingsOf)]
    const { vaultId = '' } = about.vault.identity() ?? {}
    expect(findLeaks([text], [...forbidden, vaultId])).toEqual([])
    expect(JSON.parse(text)).toMatchObject({ app: { version: '0.0.0-test' }, integrity: { sound: true } })
    expect(JSON.parse(text).selfTest).toHaveLength(6)

    let saved: Promise<string> | undefined
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      saved = (blob as Blob).text()
      return 'about:blank'
    })
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    await button('Save file').click()
    expect(await saved).toBe(text)
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  })

  test('is not saved when it is not wanted', async () => {
    const made = vi.spyOn(URL, 'createObjectURL')
    await showAbout()
    await button('Save diagnostic report').click()
    await button('Cancel').click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect(made).not.toHaveBeenCalled()
  })
})
