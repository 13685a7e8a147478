import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { formatRecoveryCode } from '../../../../src/crypto/index.ts'
import { StorageError } from '../../../../src/storage/index.ts'
import type { Vault } from '../../../../src/vault/index.ts'
import { createHandUpdate, stageSettings, type SettingsStage } from '../../../support/settings-stage.tsx'
import { stagePassphrase } from '../../../support/vault-stage.tsx'

const code = new Uint8Array(20).map((_, place) => place * 9 + 1)
const written = (await formatRecoveryCode(code)).join(' ')
const otherCode = (await formatRecoveryCode(new Uint8Array(20))).join(' ')
const update = createHandUpdate()

let stage: SettingsStage

beforeEach(async () => {
  await page.viewport(1280, 800)
})

afterEach(async () => {
  stage.strike()
  await stage.remove()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = () => page.getByRole('alertdialog', { name: 'Keep this recovery code' })
const alert = () => page.getByRole('alert')

async function open(vault: Partial<Vault> = {}): Promise<Vault> {
  stage = await stageSettings({ section: 'security', vault, services: { update } })
  return stage.vault
}

async function openWithCode(vault: Partial<Vault> = {}): Promise<Vault> {
  const opened = await open(vault)
  await (
    await opened.prepareRecoveryCode(stagePassphrase, code)
  )()
  await expect.element(button('Replace recovery code')).toBeVisible()
  return opened
}

async function showCode(by: string): Promise<readonly string[]> {
  await button(by).click()
  await page.getByLabelText('Passphrase', { exact: true }).fill(stagePassphrase)
  await button('Continue').click()
  await expect.element(dialog()).toBeVisible()
  const items = page.getByRole('list', { name: 'Recovery code' }).getByRole('listitem').all()
  return items.map((item) => item.element().textContent.slice(1))
}

async function typeBack(groups: readonly string[]): Promise<void> {
  await page.getByRole('checkbox', { name: 'I have stored it safely' }).click()
  for (const field of page.getByRole('textbox', { name: /^Group \d$/ }).all()) {
    const [label] = [...((field.element() as HTMLInputElement).labels ?? [])]
    await field.fill(groups[Number(label?.textContent?.replace(/\D/g, '')) - 1] ?? '')
  }
}

describe('the recovery code in Settings', () => {
  test('that was never made can be made, and is dated then', async () => {
    const vault = await open()
    await expect.element(page.getByText('None. If you forget the passphrase, nothing opens your vault.')).toBeVisible()
    const groups = await showCode('Make a recovery code')
    expect(groups).toHaveLength(9)
    expect(await stage.axeFindings()).toEqual([])
    expect(update.guards()).toBe(1)
    expect(await vault.hasRecoveryCode()).toBe(false)
    await typeBack(groups)
    await button('Use this code').click()
    await expect.element(page.getByText('Your recovery code is made.')).toBeVisible()
    await expect.element(page.getByText(/^Made .*\. A new one ends the old one\.$/)).toBeVisible()
    expect(await vault.checkRecoveryCode(groups.join(''))).toBe(true)
    expect(update.guards()).toBe(0)
    expect(await stage.axeFindings()).toEqual([])
  })

  test('is replaced once the new one is typed back, and then opens nothing any more', async () => {
    const vault = await openWithCode()
    const groups = await showCode('Replace recovery code')
    expect(await vault.checkRecoveryCode(written)).toBe(true)
    await typeBack(groups)
    await button('Use this code').click()
    await expect.element(page.getByText(/The old one no longer does\./)).toBeVisible()
    expect([await vault.checkRecoveryCode(written), await vault.checkRecoveryCode(groups.join(''))]).toEqual([
      false,
      true,
    ])
  })

  test('stays as it was when the new one is cancelled, or cannot be written', async () => {
    const vault = await openWithCode({
      prepareRecoveryCode: () => Promise.resolve(() => Promise.reject(new StorageError('storage/quota', 'full'))),
    })
    const groups = await showCode('Replace recovery code')
    await typeBack(groups)
    await button('Use this code').click()
    await expect.element(alert()).toHaveTextContent(/no room left/)
    await button('Cancel').click()
    await expect.element(dialog()).not.toBeInTheDocument()
    expect(await vault.checkRecoveryCode(written)).toBe(true)
  })

  test('that was never typed back says so, until a test shows that it is there', async () => {
    const vault = await openWithCode()
    const note = vault.settings().recoveryCode
    await vault.changeSettings({ recoveryCode: note && { ...note, isConfirmed: false } })
    await expect.element(page.getByText(/but never typed back\. Test it, or replace it\.$/)).toBeVisible()
    await button('Test recovery code').click()
    const field = page.getByRole('textbox', { name: 'Recovery code' })
    await field.fill(otherCode)
    await button('Test').click()
    await expect.element(alert()).toHaveTextContent(/does not open this vault/)
    expect(await stage.axeFindings()).toEqual([])
    await field.fill(written)
    await button('Test').click()
    await expect.element(page.getByText('It opens your vault. Keep it where it is.')).toBeVisible()
    await expect.element(page.getByText(/A new one ends the old one\.$/)).toBeVisible()
    expect(await vault.recoveryCode()).toMatchObject({ isConfirmed: true })
  })

  test('needs the passphrase to be replaced', async () => {
    await openWithCode()
    await button('Replace recovery code').click()
    await page.getByLabelText('Passphrase', { exact: true }).fill('not this one at all')
    await button('Continue').click()
    await expect.element(alert()).toBeVisible()
    await expect.element(dialog()).not.toBeInTheDocument()
  })
})
