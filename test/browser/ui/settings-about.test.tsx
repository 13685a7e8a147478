import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { InstallPrompt, StorageStatus } from '../../../src/pwa/index.ts'
import { LicencesDialog } from '../../../src/ui/screens/settings/licences-dialog.tsx'
import { SourceDialog } from '../../../src/ui/screens/settings/source-dialog.tsx'
import { createHandClockCheck, type HandClockCheck } from '../../support/hand-clock-check.ts'
import { stageScreen, type Stage } from '../../support/screen-stage.tsx'
import {
  createHandUpdate,
  createStageInstall,
  createStageStorage,
  stageSettings,
  type HandUpdate,
  type SettingsStage,
} from '../../support/settings-stage.tsx'

let stage: SettingsStage | undefined
let dialogStage: Stage | undefined

beforeEach(async () => {
  await page.viewport(1280, 800)
})

afterEach(async () => {
  dialogStage?.strike()
  dialogStage = undefined
  stage?.strike()
  await stage?.remove()
  stage = undefined
})

interface Answers {
  readonly update?: HandUpdate
  readonly install?: Partial<InstallPrompt>
  readonly storage?: Partial<StorageStatus>
  readonly clockCheck?: HandClockCheck
}

async function setUp(answers: Answers = {}): Promise<void> {
  stage = await stageSettings({
    section: 'about',
    services: {
      update: answers.update ?? createHandUpdate(),
      install: createStageInstall(answers.install),
      storage: createStageStorage(answers.storage),
      ...(answers.clockCheck && { clockCheck: answers.clockCheck }),
    },
  })
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const device = () => page.getByRole('group', { name: 'On this device' })
const said = () => page.getByRole('region', { name: /MFA Manager/ }).getByRole('status')

describe('the version', () => {
  test('is named with the commit it was built from', async () => {
    await setUp()
    await expect.element(page.getByText('MFA Manager 0.0.0-test')).toBeVisible()
    await expect.element(page.getByText('test', { exact: true })).toBeVisible()
  })

  test('is the newest when a check finds nothing', async () => {
    const update = createHandUpdate()
    await setUp({ update })
    await expect.element(said()).toHaveTextContent('')
    await button('Check for updates').click()
    expect(update.checks()).toBe(1)
    await expect.element(said()).toHaveTextContent('You have the newest version.')
  })

  test('is not asked for twice at a time', async () => {
    const update = createHandUpdate()
    await setUp({ update })
    update.become({ checking: true })
    await expect.element(button('Check for updates')).toHaveAttribute('aria-busy', 'true')
    await expect.element(said()).toHaveTextContent('Checking…')
    await button('Check for updates').click()
    expect(update.checks()).toBe(0)
  })

  test.each([
    ['pwa/check-failed', /Try again with a connection/],
    ['pwa/install-failed', /not all of it arrived/],
    ['pwa/register-failed', /could not be set up/],
    ['pwa/unsupported', /Reload the page/],
  ] as const)('stays when a check ends with %s, and that is said', async (lastError, sentence) => {
    const update = createHandUpdate()
    await setUp({ update })
    await button('Check for updates').click()
    update.become({ lastError })
    await expect.element(said()).toHaveTextContent(sentence)
  })

  test('changes only when somebody restarts', async () => {
    const update = createHandUpdate()
    await setUp({ update })
    await expect.element(button('Restart now')).not.toBeInTheDocument()
    update.become({ waiting: true })
    await expect.element(said()).toHaveTextContent(/A new version is ready/)
    expect(update.applied()).toBe(0)
    await button('Restart now').click()
    expect(update.applied()).toBe(1)
    update.become({ held: true })
    await expect.element(said()).toHaveTextContent(/as soon as the form/)
    expect(await stage?.axeFindings()).toEqual([])
  })
})

describe('the status list', () => {
  test('says whether the app works offline', async () => {
    const update = createHandUpdate({ offlineReady: false })
    await setUp({ update })
    await expect.element(device()).toHaveTextContent(/Not everything is stored yet/)
    update.become({ offlineReady: true })
    await expect.element(device()).toHaveTextContent(/Everything it needs is stored/)
    await expect.element(device().getByText('Ready')).toBeVisible()
  })

  test('says where the browser allows no offline use at all', async () => {
    await setUp({ update: createHandUpdate({ offlineReady: false, lastError: 'pwa/unsupported' }) })
    await expect.element(device()).toHaveTextContent(/It needs a connection to start/)
  })

  test('names the address and that it is secure', async () => {
    await setUp()
    await expect.element(device().getByText(new RegExp(location.origin))).toBeVisible()
    await expect.element(device().getByText('Secure', { exact: true })).toBeVisible()
  })

  test('says what is used, and asks the browser to keep it', async () => {
    let kept = false
    await setUp({
      storage: {
        persisted: () => Promise.resolve(kept),
        persist: () => {
          kept = true
          return Promise.resolve(true)
        },
      },
    })
    await expect.element(device()).toHaveTextContent(/The browser may clear it.*400 kB used of 10 GB/)
    await button('Keep my data').click()
    await expect.element(device()).toHaveTextContent(/has promised to keep your vault/)
    await expect.element(button('Keep my data')).not.toBeInTheDocument()
    await expect.element(page.getByText('The browser will keep your vault.')).toBeVisible()
  })

  test('says what helps when the browser does not promise it', async () => {
    await setUp({ storage: { persist: () => Promise.resolve(false) } })
    await button('Keep my data').click()
    await expect.element(page.getByText(/Most do once the app is installed/)).toBeVisible()
    await expect.element(button('Keep my data')).toBeVisible()
  })

  test('waits for no answer: one that stays open stops nothing', async () => {
    await setUp({ storage: { persist: () => new Promise(() => undefined) } })
    await button('Keep my data').click()
    await button('Licences').click()
    await expect.element(page.getByRole('dialog', { name: 'Licences' })).toBeVisible()
  })

  test('offers nothing where the browser does not say', async () => {
    await setUp({
      storage: { persisted: () => Promise.resolve('unknown'), estimate: () => Promise.resolve('unknown') },
    })
    await expect.element(device()).toHaveTextContent(/does not say whether it keeps it/)
    await expect.element(button('Keep my data')).not.toBeInTheDocument()
  })
})

describe('the clock', () => {
  const at = Date.UTC(2026, 10, 22, 10)
  const measured = (aheadMs: number) => ({ name: 'measured', aheadMs, withinMs: 520, at }) as const

  test('is compared when somebody asks for it, as long as nothing is known', async () => {
    const clockCheck = createHandClockCheck()
    await setUp({ clockCheck })
    await expect.element(device()).toHaveTextContent(/Not compared: the app’s host has not answered/)
    await button('Compare now').click()
    expect(clockCheck.checks()).toBe(1)
    clockCheck.become(measured(300))
    await expect.element(device()).toHaveTextContent(/Within 1 s of the app’s host/)
    await expect.element(device().getByText('Correct', { exact: true })).toBeVisible()
    await expect.element(button('Compare now')).not.toBeInTheDocument()
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('that is wrong can be allowed for, and no longer', async () => {
    const clockCheck = createHandClockCheck(measured(47_000))
    await setUp({ clockCheck })
    await expect.element(device()).toHaveTextContent(/This device’s clock is 47 s ahead\. Sites refuse its codes\./)
    await expect.element(device().getByText('Correct', { exact: true })).not.toBeInTheDocument()
    await button('Correct codes').click()
    await expect.element(device()).toHaveTextContent(/47 s ahead of the app’s host\. Codes are corrected by 47 s\./)
    expect(await stage?.axeFindings()).toEqual([])
    await button('Stop correcting').click()
    await expect.element(button('Correct codes')).toBeVisible()
    expect(stage?.vault.settings().clockCorrection).toBeNull()
  })

  test('says where a correction comes from when there is nothing to compare with', async () => {
    const clockCheck = createHandClockCheck()
    await setUp({ clockCheck })
    await stage?.vault.changeSettings({ clockCorrection: { aheadMs: -47_000, at } })
    await expect.element(device()).toHaveTextContent(/Codes are corrected by 47 s, as measured on .*2026\./)
    clockCheck.become(measured(0))
    await expect.element(device()).toHaveTextContent(/Codes are corrected when it is wrong\./)
    await stage?.vault.changeSettings({ clockCorrection: { aheadMs: 47_000, at: at + 60_000 } })
    clockCheck.become({ name: 'unknown' })
    await expect.element(device()).toHaveTextContent(/Codes are not corrected now\./)
    clockCheck.become({ name: 'unknown', changedByMs: -60_000 })
    await expect.element(device()).toHaveTextContent(/set back by 1 min while the app was open/)
  })
})

describe('installing', () => {
  test('asks the browser where it offers it', async () => {
    const install = vi.fn(() => Promise.resolve('accepted' as const))
    await setUp({ install: { canInstall: () => true, install } })
    await expect.element(device()).toHaveTextContent(/Open in a browser tab/)
    await button('Install app').click()
    expect(install).toHaveBeenCalledOnce()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  })

  test('tells the way where the browser does not', async () => {
    await setUp()
    await button('Install app').click()
    await expect.element(page.getByRole('dialog', { name: 'Install app' })).toHaveTextContent(/browser’s menu/)
    expect(await stage?.axeFindings()).toEqual([])
    await userEvent.keyboard('{Escape}')
    await expect.element(button('Install app')).toHaveFocus()
  })

  test('is not offered to the installed app', async () => {
    await setUp({ install: { installed: () => true } })
    await expect.element(device().getByText('Installed', { exact: true })).toBeVisible()
    await expect.element(button('Install app')).not.toBeInTheDocument()
  })

  test('shows at once when it has happened', async () => {
    let installed = false
    let tell = (): void => undefined
    await setUp({
      install: {
        installed: () => installed,
        subscribe(listener) {
          tell = listener
          return () => undefined
        },
      },
    })
    installed = true
    tell()
    await expect.element(device().getByText('Installed', { exact: true })).toBeVisible()
  })
})

describe('the dialogs', () => {
  test('licences of the packages in the build, with their texts', async () => {
    await setUp()
    await button('Licences').click()
    const dialog = page.getByRole('dialog', { name: 'Licences' })
    await dialog.getByText(/^solid-js /).click()
    await expect
      .element(dialog.getByRole('region', { name: 'solid-js: MIT' }))
      .toHaveTextContent(/Permission is hereby/)
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('say so when the licences do not load', async () => {
    dialogStage = stageScreen(() => (
      <LicencesDialog load={() => Promise.reject(new TypeError('offline'))} onClose={() => undefined} />
    ))
    await expect.element(page.getByRole('status')).toHaveTextContent(/The list did not load/)
  })

  test('source code by version and commit, with or without an address', async () => {
    await setUp()
    await button('Source code').click()
    await expect.element(page.getByRole('dialog', { name: 'Source code' })).toHaveTextContent(/version 0.0.0-test/)
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('source code links to the address that the build names', async () => {
    const url = 'https://git.example/mfa'
    dialogStage = stageScreen(() => <SourceDialog loadAddress={() => Promise.resolve(url)} onClose={() => undefined} />)
    await expect.element(page.getByRole('link', { name: url })).toHaveAttribute('rel', 'noopener noreferrer')
  })

  test('privacy in plain words', async () => {
    await setUp()
    await button('Privacy: no data leaves this device').click()
    await expect.element(page.getByRole('dialog', { name: 'Privacy' })).toHaveTextContent(/No data leaves this device/)
    expect(await stage?.axeFindings()).toEqual([])
  })
})
