import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { KdfParameters } from '../../../../src/crypto/index.ts'
import { Notices } from '../../../../src/ui/screens/accounts/notices.tsx'
import { ServicesProvider, useServices } from '../../../../src/ui/services.tsx'
import { createWorkspace, WorkspaceProvider } from '../../../../src/ui/workspace.tsx'
import type { Vault, VaultStatus } from '../../../../src/vault/index.ts'
import { stageScreen, type Stage } from '../../../support/screen-stage.tsx'
import { createHandUpdate, createStageStorage, type HandUpdate } from '../../../support/settings-stage.tsx'
import { openVault, stagePassphrase, type OpenVault } from '../../../support/vault-stage.tsx'

const dayMs = 24 * 60 * 60_000
const start = Date.UTC(2026, 10, 22, 10)
const atReadingFloor: KdfParameters = { name: 'argon2id', v: 19, m: 19_456, t: 2, p: 1, salt: new Uint8Array(16) }
const outdated: Partial<Vault> = {
  passphraseHash: () => Promise.resolve({ parameters: atReadingFloor, isBelowPolicy: true, canChoose: true }),
}

let opened: OpenVault | undefined
let stage: Stage | undefined

beforeEach(async () => {
  await page.viewport(1280, 800)
})

afterEach(async () => {
  stage?.strike()
  stage = undefined
  await opened?.remove()
})

interface Options {
  readonly passkey?: boolean
  readonly typedDaysAgo?: number
  readonly vault?: Partial<Vault>
  readonly readOnly?: boolean
}

async function setUp(options: Options = {}): Promise<{ readonly vault: Vault; readonly update: HandUpdate }> {
  opened = await openVault([], { now: () => start, monotonic: () => 0 })
  const vault = { ...opened.vault, ...options.vault }
  if (options.passkey) {
    const bytes = new Uint8Array(32)
    await vault.addPasskey(stagePassphrase, { credentialId: bytes, salt: bytes, secret: bytes.slice(), name: 'Laptop' })
  }
  await vault.changeSettings({ passphraseTypedAt: start - (options.typedDaysAgo ?? 0) * dayMs })
  const update = createHandUpdate()
  const Root = () => {
    const services = { ...useServices(), storage: createStageStorage({ persisted: () => Promise.resolve(true) }) }
    return (
      <ServicesProvider services={services}>
        <WorkspaceProvider workspace={createWorkspace(services, vault)}>
          <main>
            <h1>Accounts</h1>
            <Notices update={update} />
          </main>
        </WorkspaceProvider>
      </ServicesProvider>
    )
  }
  stage = stageScreen(() => <Root />, { status: options.readOnly ? readOnlyStatus(vault) : vault.status() })
  return { vault, update }
}

function readOnlyStatus(vault: Vault): VaultStatus {
  const status = vault.status()
  if (status.name !== 'unlocked') throw new Error('the vault is not open')
  return { ...status, integrity: { ...status.integrity, readOnlyBecause: 'integrity' } }
}

const reminder = () => page.getByText('Type your passphrase once.')
const strengthNotice = () => page.getByText('Your passphrase can be better protected.')
const updateNotice = () => page.getByText('A new version is ready.')
const button = (name: string) => page.getByRole('button', { name, exact: true })

/** What comes last is there, so everything before it has had its time. */
async function untilSettled(update: HandUpdate): Promise<void> {
  await new Promise((resolve) => requestIdleCallback(resolve))
  await import('../../../../src/ui/screens/accounts/key-care.tsx')
  update.become({ waiting: true })
  await expect.element(updateNotice()).toBeVisible()
}

describe('the reminder to type the passphrase', () => {
  test('comes after 30 days on which a passkey did it, and goes once it was typed', async () => {
    const { vault } = await setUp({ passkey: true, typedDaysAgo: 30 })
    await expect.element(reminder()).toBeVisible()
    expect(await stage?.axeFindings()).toEqual([])
    await button('Test passphrase').click()
    const dialog = page.getByRole('dialog', { name: 'Test passphrase' })
    await dialog.getByLabelText('Passphrase', { exact: true }).fill(stagePassphrase)
    await button('Test').click()
    await expect.element(dialog.getByRole('status')).toHaveTextContent(/It opens your vault/)
    await button('Close').click()
    await expect.element(reminder()).not.toBeInTheDocument()
    expect(vault.settings().passphraseTypedAt).toBe(start)
  })

  test('comes by itself when the 30 days are over', async () => {
    const { update } = await setUp({ passkey: true, typedDaysAgo: 29 })
    await untilSettled(update)
    await expect.element(reminder()).not.toBeInTheDocument()
    stage?.clock.advance(dayMs)
    await expect.element(reminder()).toBeVisible()
    await expect.element(updateNotice()).not.toBeInTheDocument()
  })

  test('stays away for a week when it is dismissed', async () => {
    const { vault } = await setUp({ passkey: true, typedDaysAgo: 40 })
    await button('Dismiss passphrase reminder').click()
    await expect.element(reminder()).not.toBeInTheDocument()
    await expect.poll(() => vault.settings().dismissedUntil['passphrase']).toBe(start + 7 * dayMs)
    expect(vault.settings().passphraseTypedAt).toBe(start - 40 * dayMs)
  })

  test.each<[string, Options]>([
    ['without a passkey', { typedDaysAgo: 400 }],
    ['in a vault that is open for reading only', { passkey: true, typedDaysAgo: 400, readOnly: true }],
  ])('does not come %s', async (_, options) => {
    const { update } = await setUp(options)
    await untilSettled(update)
    await expect.element(reminder()).not.toBeInTheDocument()
  })
})

describe('the notice of a weak slot', () => {
  test('offers to make it stronger, for the passphrase', async () => {
    const asked: unknown[] = []
    const setKeyStrength: Vault['setKeyStrength'] = (...given) => {
      asked.push(given)
      return Promise.resolve()
    }
    await setUp({ vault: { ...outdated, setKeyStrength } })
    await expect.element(strengthNotice()).toBeVisible()
    expect(await stage?.axeFindings()).toEqual([])
    await button('Strengthen key').click()
    await expect.element(page.getByRole('dialog')).toHaveTextContent(/Argon2id, 64 MB, 3 passes\./)
    await page.getByLabelText('Passphrase', { exact: true }).fill('typed')
    await button('Continue').click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect(asked).toEqual([['typed', 'standard']])
  })

  test('comes after the reminder, and can be dismissed', async () => {
    await setUp({ passkey: true, typedDaysAgo: 30, vault: outdated })
    await expect.element(reminder()).toBeVisible()
    await button('Dismiss passphrase reminder').click()
    await expect.element(strengthNotice()).toBeVisible()
    await button('Dismiss key strength notice').click()
    await expect.element(strengthNotice()).not.toBeInTheDocument()
  })
})
