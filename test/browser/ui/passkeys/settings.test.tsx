import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { StorageError } from '../../../../src/storage/index.ts'
import { VaultError, type Vault } from '../../../../src/vault/index.ts'
import type { AuthenticatorFaults, FakeAuthenticator } from '../../../support/fake-authenticator.ts'
import { createPasskeyStage } from '../../../support/passkey-stage.ts'
import { createHandUpdate, stageSettings, type SettingsStage } from '../../../support/settings-stage.tsx'
import { stagePassphrase } from '../../../support/vault-stage.tsx'

let stage: SettingsStage | undefined
const update = createHandUpdate()
beforeEach(() => page.viewport(1280, 800))
afterEach(async () => {
  stage?.strike()
  await stage?.remove()
  stage = undefined
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const nameField = () => page.getByLabelText('Name of the passkey')
const passphraseField = () => page.getByLabelText('Passphrase', { exact: true })
const dialog = (name = 'Add passkey') => page.getByRole('dialog', { name })
const alert = () => page.getByRole('alert')

interface SetUp {
  readonly faults?: AuthenticatorFaults
  readonly browser?: Partial<FakeAuthenticator['browser']>
  readonly vault?: Partial<Vault>
}

async function setUp({ faults, browser, vault }: SetUp = {}) {
  const passkeyStage = createPasskeyStage(faults, browser)
  const services = { update, passkeys: () => Promise.resolve(passkeyStage.passkeys) }
  stage = await stageSettings({ section: 'security', services, ...(vault && { vault }) })
  return { ...passkeyStage, vault: stage.vault }
}

async function prove(passphrase: string, name?: string): Promise<void> {
  await button('Add passkey').click()
  await expect.element(nameField()).not.toHaveValue('')
  if (name !== undefined) await nameField().fill(name)
  await passphraseField().fill(passphrase)
  await button('Continue').click()
}

const names = async (vault: Vault) => (await vault.passkeys()).map(({ name }) => name)

describe('adding a passkey', () => {
  test('asks for the passphrase, has the browser ask, and lists what opens the vault then', async () => {
    const { vault } = await setUp()
    await button('Add passkey').click()
    await expect.element(passphraseField()).toHaveFocus()
    await expect.element(nameField()).not.toHaveValue('')
    expect(await stage?.axeFindings()).toEqual([])
    await nameField().fill('Laptop')
    await passphraseField().fill(stagePassphrase)
    await userEvent.keyboard('{Enter}')
    await expect.element(dialog()).toHaveAccessibleDescription(/asks up to three times/)
    expect(await stage?.axeFindings()).toEqual([])
    await button('Ask for a passkey').click()
    await expect.element(dialog('Passkey added')).toHaveAccessibleDescription(/Laptop opens your vault from now on/)
    await button('Done').click()
    await expect.element(page.getByText(/^Added .*, not used yet$/)).toBeVisible()
    await expect.element(button('Remove passkey Laptop')).toBeVisible()
    expect(await stage?.axeFindings()).toEqual([])
    expect(await names(vault)).toEqual(['Laptop'])
    expect(update.guards()).toBe(0)
  })

  test('a wrong passphrase asks nothing of the browser', async () => {
    const { vault, authenticator } = await setUp()
    await prove('not this one')
    await expect.element(alert()).toHaveTextContent(/did not open the vault\. Nothing was added/)
    await expect.element(passphraseField()).toHaveAttribute('aria-invalid', 'true')
    expect(authenticator.creations).toEqual([])
    expect(await names(vault)).toEqual([])
  })

  test('a name is asked for, and no two are the same', async () => {
    const { vault, enrolFor, authenticator } = await setUp()
    await enrolFor(vault, 'Laptop')
    const before = authenticator.creations.length
    await prove(stagePassphrase, ' laptop ')
    await expect.element(alert()).toHaveTextContent(/There is a passkey of that name/)
    await nameField().fill('  ')
    await button('Continue').click()
    await expect.element(alert()).toHaveTextContent(/The name is missing/)
    expect(authenticator.creations.length).toBe(before)
  })

  test.each<[string, AuthenticatorFaults, RegExp]>([
    ['no PRF', { prf: 'disabled' }, /lacks the PRF extension/],
    ['another key each time', { unstable: true }, /two different keys/],
    ['a no', { refuse: { 1: new DOMException('', 'NotAllowedError') } }, /it was declined, took too long/],
    ['a no to the last question', { refuse: { 3: new DOMException('', 'NotAllowedError') } }, /it was declined/],
  ])('fault 69: %s leaves nothing behind, and can be tried again', async (_, faults, sentence) => {
    const { vault } = await setUp({ faults })
    await prove(stagePassphrase)
    await button('Ask for a passkey').click()
    await expect.element(alert()).toHaveTextContent(sentence)
    expect(await names(vault)).toEqual([])
    expect(vault.settings().passkeys).toEqual({})
    await expect.element(button('Ask for a passkey')).toBeEnabled()
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('fault 69: what could not be written is said, and the browser is told to forget it', async () => {
    const addPasskey: Vault['addPasskey'] = () => Promise.reject(new StorageError('storage/quota', 'full'))
    const { authenticator } = await setUp({ vault: { addPasskey } })
    await prove(stagePassphrase)
    await button('Ask for a passkey').click()
    await expect.element(alert()).toHaveTextContent(/no room left/)
    expect(authenticator.forgotten).toHaveLength(1)
  })

  test('leaving while the browser asks takes its question back', async () => {
    const { vault, authenticator } = await setUp({ faults: { silentAt: 2 } })
    await prove(stagePassphrase)
    await button('Ask for a passkey').click()
    await expect.element(page.getByText('Question 2 of 3: try the passkey.')).toBeVisible()
    await button('Cancel').click()
    await expect.poll(() => authenticator.forgotten.length).toBe(1)
    await expect.element(alert()).not.toBeInTheDocument()
    await button('Cancel').click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect(await names(vault)).toEqual([])
  })
})

describe('removing a passkey', () => {
  test('asks first; then it is gone, and the browser is told', async () => {
    const { vault, enrolFor, authenticator } = await setUp()
    await enrolFor(vault, 'Laptop')
    await enrolFor(vault, 'Phone')
    await button('Remove passkey Laptop').click()
    const question = page.getByRole('alertdialog', { name: 'Remove passkey Laptop?' })
    await expect.element(question.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    expect(await stage?.axeFindings()).toEqual([])
    await question.getByRole('button', { name: 'Cancel' }).click()
    expect(await names(vault)).toEqual(['Laptop', 'Phone'])
    await button('Remove passkey Laptop').click()
    await question.getByRole('button', { name: 'Remove passkey' }).click()
    await expect.element(button('Remove passkey Laptop')).not.toBeInTheDocument()
    await expect.element(page.getByRole('status').getByText(/Passkey removed/)).toBeVisible()
    expect(await names(vault)).toEqual(['Phone'])
    await expect.poll(() => authenticator.forgotten.length).toBe(1)
  })

  test('that fails is said, and nothing is forgotten', async () => {
    const removePasskey: Vault['removePasskey'] = () => Promise.reject(new VaultError('vault/no-such-slot', 'gone'))
    const { vault, enrolFor, authenticator } = await setUp({ vault: { removePasskey } })
    await enrolFor(vault, 'Laptop')
    await button('Remove passkey Laptop').click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove passkey' }).click()
    await expect.element(page.getByRole('status').getByText(/This way in is not there any more/)).toBeVisible()
    expect(authenticator.forgotten).toEqual([])
  })
})

describe('the row that adds one', () => {
  test.each<[string, Partial<FakeAuthenticator['browser']>, RegExp]>([
    ['no WebAuthn', { publicKey: undefined }, /This browser does not know passkeys\./],
    ['an address of numbers', { host: '127.0.0.1' }, /only at addresses with a name/],
    [
      'no PRF',
      { publicKey: { getClientCapabilities: () => Promise.resolve({ 'extension:prf': false }) } },
      /the PRF extension is missing/,
    ],
  ])('gives the reason in the place of the button: %s', async (_, browser, reason) => {
    await setUp({ browser })
    await expect.element(page.getByText(reason)).toBeVisible()
    await expect.element(button('Add passkey')).not.toBeInTheDocument()
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('names security keys where the device itself can check nobody', async () => {
    await setUp({ browser: { publicKey: {} } })
    await expect.element(page.getByText(/a security key or telephone may/)).toBeVisible()
    await expect.element(button('Add passkey')).toBeVisible()
  })

  test('shows what other tabs add, and when one was used last', async () => {
    const { vault, enrolFor } = await setUp()
    const { secret } = await enrolFor(vault, 'Laptop')
    await expect.element(page.getByText(/not used yet/)).toBeVisible()
    vault.lock('person')
    await vault.unlockWithPasskey(secret)
    await expect.element(page.getByText(/^Added .*, last used /)).toBeVisible()
  })
})
