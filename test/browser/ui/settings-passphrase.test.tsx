import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Vault } from '../../../src/vault/index.ts'
import { createHandUpdate, stageSettings, type SettingsStage } from '../../support/settings-stage.tsx'
import { stagePassphrase } from '../../support/vault-stage.tsx'

let stage: SettingsStage | undefined
const update = createHandUpdate()

beforeEach(async () => {
  await page.viewport(1280, 800)
})

afterEach(async () => {
  stage?.strike()
  await stage?.remove()
  stage = undefined
})

async function open(button: 'Change passphrase' | 'Test passphrase', vault: Partial<Vault> = {}): Promise<Vault> {
  stage = await stageSettings({ section: 'security', vault, services: { update } })
  await page.getByRole('button', { name: button }).click()
  await expect.element(page.getByRole('dialog', { name: button })).toBeVisible()
  return stage.vault
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const fresh = 'velvet orbit thunder marble canyon'

async function fillIn(current: string, next = fresh, confirmation = next): Promise<void> {
  await page.getByLabelText('Current passphrase').fill(current)
  await page.getByLabelText('New passphrase').fill(next)
  await page.getByLabelText('Confirm passphrase').fill(confirmation)
}

describe('changing the passphrase', () => {
  test('only the new one opens the vault afterwards', async () => {
    const vault = await open('Change passphrase')
    await fillIn(stagePassphrase)
    await expect.element(button('Set passphrase')).toBeEnabled()
    await button('Set passphrase').click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    await expect.element(page.getByRole('status').getByText(/Passphrase changed/)).toBeVisible()
    expect(await vault.confirmPassphrase(fresh)).toBe(true)
    expect(await vault.confirmPassphrase(stagePassphrase)).toBe(false)
    expect(vault.status().name).toBe('unlocked')
  })

  test('a wrong current one changes nothing, and what was typed stays', async () => {
    const vault = await open('Change passphrase')
    await fillIn('not this one at all')
    await expect.element(button('Set passphrase')).toBeEnabled()
    await button('Set passphrase').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(/Nothing was changed/)
    await expect.element(page.getByLabelText('Current passphrase')).toHaveFocus()
    await expect.element(page.getByLabelText('New passphrase')).toHaveValue(fresh)
    expect(await vault.confirmPassphrase(stagePassphrase)).toBe(true)
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('a missing current one is asked for', async () => {
    await open('Change passphrase')
    await fillIn('')
    await expect.element(button('Set passphrase')).toBeEnabled()
    await button('Set passphrase').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(/Enter it to go on/)
  })

  test('weak or differing ones cannot be set', async () => {
    await open('Change passphrase')
    await fillIn(stagePassphrase, 'alice')
    await expect.element(button('Set passphrase')).toBeDisabled()
    await fillIn(stagePassphrase, fresh, `${fresh}!`)
    await expect.element(page.getByRole('alert')).toBeVisible()
    await expect.element(button('Set passphrase')).toBeDisabled()
  })

  test('strength is told as it is typed', async () => {
    await open('Change passphrase')
    await page.getByLabelText('New passphrase').fill(fresh)
    const meter = page.getByRole('meter', { name: 'Passphrase strength' })
    await expect.poll(() => Number(meter.element().getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(3)
  })

  test('the form holds back an update only while something is typed in it', async () => {
    await open('Change passphrase')
    expect(update.guards()).toBe(0)
    await page.getByLabelText('Current passphrase').fill('c')
    expect(update.guards()).toBe(1)
    await button('Cancel').click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect(update.guards()).toBe(0)
  })

  test('is not left while it runs, so that what was cancelled does not happen after all', async () => {
    let finish: (() => void) | undefined
    await open('Change passphrase', {
      changePassphrase: () => new Promise<void>((resolve) => (finish = resolve)),
    })
    await fillIn(stagePassphrase)
    await expect.element(button('Set passphrase')).toBeEnabled()
    await button('Set passphrase').click()
    await expect.element(button('Setting…')).toHaveAttribute('aria-busy', 'true')
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('dialog')).toBeVisible()
    finish?.()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  })

  test('axe finds nothing in the empty form', async () => {
    await open('Change passphrase')
    expect(await stage?.axeFindings()).toEqual([])
  })
})

describe('testing the passphrase', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Test passphrase' })

  test('says that it opens the vault, and forgets it', async () => {
    await open('Test passphrase')
    await dialog().getByLabelText('Passphrase', { exact: true }).fill(stagePassphrase)
    await button('Test').click()
    await expect.element(dialog().getByRole('status')).toHaveTextContent(/It opens your vault/)
    await expect.element(dialog().getByLabelText('Passphrase', { exact: true })).toHaveValue('')
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('says that it does not, and the vault stays open', async () => {
    const vault = await open('Test passphrase')
    await dialog().getByLabelText('Passphrase', { exact: true }).fill('not this one at all')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('alert')).toHaveTextContent(/does not open your vault/)
    await expect.element(dialog().getByLabelText('Passphrase', { exact: true })).toHaveFocus()
    expect(vault.status().name).toBe('unlocked')
  })

  test('takes back its answer when something else is typed', async () => {
    await open('Test passphrase')
    await dialog().getByLabelText('Passphrase', { exact: true }).fill('not this one at all')
    await button('Test').click()
    await expect.element(page.getByRole('alert')).toBeVisible()
    await dialog().getByLabelText('Passphrase', { exact: true }).fill('not')
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
  })

  test('asks for one when there is none', async () => {
    await open('Test passphrase')
    await button('Test').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(/Nothing was tested/)
  })

  test('closes with focus where it came from', async () => {
    await open('Test passphrase')
    await button('Close').click()
    await expect.element(button('Test passphrase')).toHaveFocus()
  })
})
