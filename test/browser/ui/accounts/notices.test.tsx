import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { StorageStatus } from '../../../../src/pwa/index.ts'
import { ToastRegion } from '../../../../src/ui/components/toast-region.tsx'
import { Notices } from '../../../../src/ui/screens/accounts/notices.tsx'
import { ServicesProvider, useServices } from '../../../../src/ui/services.tsx'
import { createWorkspace, useWorkspace, WorkspaceProvider } from '../../../../src/ui/workspace.tsx'
import type { Vault, VaultStatus } from '../../../../src/vault/index.ts'
import { createHandClockCheck, type HandClockCheck } from '../../../support/hand-clock-check.ts'
import { totpDraft } from '../../../support/drafts.ts'
import { stageScreen, type Stage } from '../../../support/screen-stage.tsx'
import { createHandUpdate, createStageStorage, type HandUpdate } from '../../../support/settings-stage.tsx'
import { openVault, type OpenVault } from '../../../support/vault-stage.tsx'

interface Options {
  readonly storage?: Partial<StorageStatus>
  readonly readOnly?: boolean
  readonly drafts?: Parameters<typeof openVault>[0]
}

let opened: OpenVault | undefined
let stage: Stage | undefined

beforeEach(async () => {
  await page.viewport(1280, 800)
})

afterEach(async () => {
  Reflect.deleteProperty(navigator, 'onLine')
  stage?.strike()
  stage = undefined
  await opened?.remove()
})

function readOnlyStatus(vault: Vault): VaultStatus {
  const status = vault.status()
  if (status.name !== 'unlocked') throw new Error('the vault is not open')
  return { ...status, integrity: { ...status.integrity, readOnlyBecause: 'integrity' } }
}

function ToastsOf() {
  const { toasts } = useWorkspace()
  return <ToastRegion toasts={toasts} />
}

async function setUp(
  options: Options = {},
): Promise<{ readonly vault: Vault; readonly update: HandUpdate; readonly clockCheck: HandClockCheck }> {
  opened = await openVault(options.drafts ?? [totpDraft()])
  const { vault } = opened
  const update = createHandUpdate()
  const clockCheck = createHandClockCheck()
  const Root = () => {
    const services = {
      ...useServices(),
      clockCheck,
      storage: createStageStorage({ persisted: () => Promise.resolve(true), ...options.storage }),
    }
    return (
      <ServicesProvider services={services}>
        <WorkspaceProvider workspace={createWorkspace(services, vault)}>
          <main>
            <h1>Accounts</h1>
            <Notices update={update} />
          </main>
          <ToastsOf />
        </WorkspaceProvider>
      </ServicesProvider>
    )
  }
  stage = stageScreen(() => <Root />, { status: options.readOnly ? readOnlyStatus(vault) : vault.status() })
  return { vault, update, clockCheck }
}

function setOnline(online: boolean): void {
  Object.defineProperty(navigator, 'onLine', { configurable: true, value: online })
  dispatchEvent(new Event(online ? 'online' : 'offline'))
}

const atRisk: Partial<StorageStatus> = { persisted: () => Promise.resolve(false) }
const region = () => page.getByRole('region', { name: 'Notices' })
const storageNotice = () => page.getByText('This browser may delete your vault.')
const updateNotice = () => page.getByText('A new version is ready.')
const offlineNotice = () => page.getByText('You are offline.')
const button = (name: string) => page.getByRole('button', { name, exact: true })

describe('notices', () => {
  test('take no room while there is none', async () => {
    const { update } = await setUp()
    await expect.element(region()).not.toBeInTheDocument()
    update.become({ waiting: true })
    await expect.element(region()).toHaveTextContent('A new version is ready.')
  })

  test('come one at a time, the most urgent first; a dismissed one makes room', async () => {
    const { update } = await setUp({ storage: atRisk })
    await expect.element(storageNotice()).toBeVisible()
    update.become({ waiting: true })
    setOnline(false)
    await expect.element(updateNotice()).not.toBeInTheDocument()
    await button('Dismiss storage warning').click()
    await expect.element(updateNotice()).toBeVisible()
    await button('Dismiss update notice').click()
    await expect.element(offlineNotice()).toBeVisible()
    await button('Dismiss offline notice').click()
    await expect.element(region()).not.toBeInTheDocument()
  })

  test('that were dismissed stay away for a day or a week, as the vault remembers', async () => {
    const { vault, update } = await setUp({ storage: atRisk })
    const now = stage?.clock.now() ?? 0
    await button('Dismiss storage warning').click()
    update.become({ waiting: true })
    await button('Dismiss update notice').click()
    const day = 24 * 60 * 60_000
    await expect.poll(() => vault.settings().dismissedUntil).toEqual({ storage: now + day, update: now + 7 * day })
  })

  test('give axe nothing to say', async () => {
    await setUp({ storage: atRisk })
    await expect.element(storageNotice()).toBeVisible()
    expect(await stage?.axeFindings()).toEqual([])
  })
})

describe('the storage warning', () => {
  test('is an alert, and asks the browser to keep the vault', async () => {
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
    await expect.element(page.getByRole('alert')).toHaveTextContent('may delete your vault')
    await button('Keep my data').click()
    await expect.element(storageNotice()).not.toBeInTheDocument()
  })

  test('waits until there is something to lose', async () => {
    const { vault } = await setUp({ storage: atRisk, drafts: [] })
    await expect.element(storageNotice()).not.toBeInTheDocument()
    await vault.add([totpDraft()])
    await expect.element(storageNotice()).toBeVisible()
  })

  test.each([true, 'unknown'] as const)('does not come where the browser says %s', async (persisted) => {
    await setUp({ storage: { persisted: () => Promise.resolve(persisted) } })
    await expect.element(storageNotice()).not.toBeInTheDocument()
  })
})

describe('the clock warning', () => {
  const minute = 60_000
  const alert = () => region().getByRole('alert')
  const start = Date.UTC(2026, 10, 22, 10)
  const measured = (aheadMs: number, at = start) => ({ name: 'measured', aheadMs, withinMs: 520, at }) as const

  test('says how far ahead the clock is, and corrects codes when it is asked to, until that is taken back', async () => {
    const { vault, clockCheck } = await setUp()
    clockCheck.become(measured(47_000))
    await expect
      .element(alert())
      .toHaveTextContent(/This device’s clock is 47 s ahead\. Sites may refuse these codes\. Set the clock/)
    expect(await stage?.axeFindings()).toEqual([])
    await button('Correct codes').click()
    await expect.element(alert()).not.toBeInTheDocument()
    await expect.element(page.getByText('Codes are corrected by 47 s.')).toBeVisible()
    expect(vault.settings().clockCorrection).toEqual({ aheadMs: 47_000, at: start })
    await button('Undo').click()
    await expect.element(alert()).toBeVisible()
    expect(vault.settings().clockCorrection).toBeNull()
  })

  test('says how far behind it is, stays away for a week, and comes after the storage at risk', async () => {
    const { vault, clockCheck } = await setUp({ storage: atRisk })
    clockCheck.become(measured(-125_000))
    await expect.element(storageNotice()).toBeVisible()
    await button('Dismiss storage warning').click()
    await expect.element(alert()).toHaveTextContent('This device’s clock is 2 min 5 s behind.')
    await button('Dismiss clock warning').click()
    await expect.element(alert()).not.toBeInTheDocument()
    expect(vault.settings().dismissedUntil['clock']).toBe(start + 7 * 24 * 60 * minute)
  })

  test.each([10_000, -10_000, 0])('does not come for %i ms', async (aheadMs) => {
    const { vault, clockCheck } = await setUp()
    clockCheck.become(measured(11_000))
    await expect.element(alert()).toBeVisible()
    clockCheck.become(measured(aheadMs))
    await expect.element(alert()).not.toBeInTheDocument()
    expect(vault.settings().clockCorrection).toBeNull()
  })

  test('does not come where nothing is known', async () => {
    const { clockCheck } = await setUp()
    clockCheck.become({ name: 'unknown' })
    await expect.element(region()).not.toBeInTheDocument()
  })

  test('says that the clock was set back where nothing is there to compare it with', async () => {
    const { clockCheck } = await setUp()
    clockCheck.become({ name: 'unknown', changedByMs: -60 * minute })
    await expect.element(alert()).toHaveTextContent(/set back by 1 h while the app was open/)
    await expect.element(button('Correct codes')).not.toBeInTheDocument()
    await expect.element(button('Dismiss clock warning')).toBeVisible()
  })

  test('says when codes can no longer be corrected, and offers to stop it', async () => {
    const { vault } = await setUp()
    await vault.changeSettings({ clockCorrection: { aheadMs: 47_000, at: start + minute } })
    await expect.element(alert()).toHaveTextContent(/Codes are not corrected now\..*was 47 s ahead when/)
    expect(await stage?.axeFindings()).toEqual([])
    await button('Stop correcting').click()
    await expect.element(alert()).not.toBeInTheDocument()
    expect(vault.settings().clockCorrection).toBeNull()
  })

  test('does not come while codes are corrected; what is measured anew is remembered', async () => {
    const { vault, clockCheck } = await setUp()
    await vault.changeSettings({ clockCorrection: { aheadMs: 47_000, at: start } })
    clockCheck.become(measured(48_000))
    clockCheck.become(measured(90_000, start + minute))
    await expect.poll(() => vault.settings().clockCorrection).toEqual({ aheadMs: 90_000, at: start + minute })
    await expect.element(region()).not.toBeInTheDocument()
  })

  test('changes nothing in a vault that is open for reading only', async () => {
    const { clockCheck } = await setUp({ readOnly: true })
    clockCheck.become(measured(47_000))
    await expect.element(alert()).toBeVisible()
    await expect.element(button('Correct codes')).not.toBeInTheDocument()
  })

  test('that was dismissed by a clock that ran far ahead comes back', async () => {
    const { vault, clockCheck } = await setUp()
    await vault.changeSettings({ dismissedUntil: { clock: start + 365 * 24 * 60 * minute } })
    clockCheck.become(measured(47_000))
    await expect.element(alert()).toBeVisible()
  })
})

describe('the notice of a new version', () => {
  test('restarts the app when it is asked to', async () => {
    const { update } = await setUp()
    update.become({ waiting: true })
    await button('Restart now').click()
    expect(update.applied()).toBe(1)
  })

  test('says what a restart waits for, and leaves the focus on the button', async () => {
    const { update } = await setUp()
    update.become({ waiting: true })
    await button('Restart now').click()
    update.become({ held: true })
    await expect.element(region()).toHaveTextContent('as soon as the form you have open is saved or closed')
    await expect.element(button('Restart now')).toHaveFocus()
    update.become({ held: false })
    await expect.element(region()).toHaveTextContent('It starts when you restart the app.')
  })
})

describe('the offline notice', () => {
  test('comes and goes with the network, and comes again the next time', async () => {
    await setUp()
    setOnline(false)
    await button('Dismiss offline notice').click()
    await expect.element(offlineNotice()).not.toBeInTheDocument()
    setOnline(true)
    await expect.element(offlineNotice()).not.toBeInTheDocument()
    setOnline(false)
    await expect.element(offlineNotice()).toBeVisible()
  })
})

describe('in a vault that is open for reading only', () => {
  test('a notice is dismissed for this visit, and nothing is written', async () => {
    const { vault, update } = await setUp({ storage: atRisk, readOnly: true })
    await button('Dismiss storage warning').click()
    await expect.element(storageNotice()).not.toBeInTheDocument()
    update.become({ waiting: true })
    await expect.element(updateNotice()).toBeVisible()
    expect(vault.settings().dismissedUntil).toEqual({})
  })
})

describe('the notice of backups', () => {
  const day = 24 * 60 * 60_000
  const notice = () => region().getByRole('alert')
  const place = { kind: 'file', name: 'vault.mfabackup', keep: 10, savedAt: null } as const

  async function due(): Promise<Vault> {
    const { vault } = await setUp({ drafts: [totpDraft({ createdAt: 1, updatedAt: 1 })] })
    return vault
  }

  test('comes when changes have waited too long, is an alert, and stays away for a week', async () => {
    const vault = await due()
    await expect.element(notice()).toHaveTextContent(/No backup yet\. Your 1 account exists only on this device\./)
    expect(await stage?.axeFindings()).toEqual([])
    await button('Dismiss backup reminder').click()
    await expect.element(notice()).not.toBeInTheDocument()
    expect(vault.settings().dismissedUntil['backup']).toBe((stage?.clock.now() ?? 0) + 7 * day)
  })

  test('comes by itself when the time is over', async () => {
    const { vault } = await setUp({ drafts: [totpDraft({ createdAt: Date.UTC(2026, 10, 22, 9) })] })
    await expect.element(notice()).not.toBeInTheDocument()
    stage?.clock.advance(8 * day)
    await expect.element(notice()).toHaveTextContent(/No backup yet/)
    await vault.changeSettings({ remindBackupAfterMs: null })
    await expect.element(notice()).not.toBeInTheDocument()
  })

  test('names the last one, and what is new since', async () => {
    const vault = await due()
    const at = Date.UTC(2026, 4, 12)
    await vault.changeSettings({ lastBackup: { at, accounts: 1, content: 'other' } })
    await expect.element(notice()).toHaveTextContent(/No backup since .*2026\. What you changed since exists only/)
    await vault.add([totpDraft({ issuer: 'New', createdAt: at + 1 })])
    await expect.element(notice()).toHaveTextContent(/1 account exists only on this device\./)
  })

  test('leads to a backup', async () => {
    await due()
    await button('Back up now').click()
    await expect.element(page.getByRole('dialog', { name: 'Back up now' })).toBeVisible()
  })

  test('comes after the one about storage, which leads there, too, and can be turned off', async () => {
    const { vault } = await setUp({ storage: atRisk, drafts: [totpDraft({ createdAt: 1 })] })
    await expect.element(notice()).toHaveTextContent(/may delete your vault/)
    await expect.element(button('Back up now')).toBeVisible()
    await vault.changeSettings({ warnOfStorage: false })
    await expect.element(notice()).toHaveTextContent(/No backup yet/)
  })

  test('says that automatic ones have stopped until they go on, and cannot be dismissed', async () => {
    const { vault } = await setUp()
    await vault.changeSettings({ autosave: { ...place, failed: 'autosave/failed' } })
    await expect.element(notice()).toHaveTextContent(/Automatic backups have stopped\. It could not be written\./)
    expect(region().getByRole('button').elements()).toHaveLength(1)
    await button('Open settings').click()
    expect(location.hash).toBe('#/settings/backups')
    history.replaceState(null, '', '#/')
    await vault.changeSettings({ autosave: { ...place, failed: null } })
    await expect.element(notice()).not.toBeInTheDocument()
  })
})
