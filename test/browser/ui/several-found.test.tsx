import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { parseOtpauthUri } from '../../../src/otp/index.ts'
import { StorageError } from '../../../src/storage/index.ts'
import type { Vault } from '../../../src/vault/index.ts'
import {
  discardQuestion,
  issuerField,
  paste,
  stageAddAccount,
  type AddAccountStage,
} from '../../support/add-account-stage.tsx'

let stage: AddAccountStage | undefined
afterEach(async () => {
  await stage?.remove()
  stage = undefined
})

async function setUp(options: Parameters<typeof stageAddAccount>[0] = {}): Promise<AddAccountStage> {
  stage = await stageAddAccount(options)
  return stage
}

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'

describe('several links at once', () => {
  const list = () => page.getByRole('list', { name: 'Accounts found' })
  const box = (name: string) => list().getByRole('checkbox', { name, exact: true })
  const text = [
    'My accounts',
    github,
    `otpauth://totp/Discord:alicem?secret=MFRGGZDFMZTWQ2LK&issuer=Discord`,
    'otpauth://totp/Broken?secret=JBSW1',
    'steam://GEZDGNBVGY3TQOJQ',
    `otpauth://totp/Google:alice?secret=NBSWY3DPEB3W64TMMQ&issuer=Google`,
  ].join('\n')
  const known = [
    parseOtpauthUri(github),
    parseOtpauthUri('otpauth://totp/Google:alice?secret=AAAAAAAAAAAAAAAA&issuer=Google'),
  ]

  test('are listed with their codes, the new ones ticked, the unreadable ones with the reason', async () => {
    await setUp({ initial: text, drafts: known })
    await expect.element(page.getByRole('dialog', { name: '4 accounts found' })).toBeVisible()
    await expect.element(box('GitHub (alice)')).not.toBeChecked()
    await expect.element(box('GitHub (alice)')).toHaveAccessibleDescription('Already here')
    await expect.element(box('Discord (alicem)')).toBeChecked()
    await expect.element(box('Steam')).toBeChecked()
    await expect.element(box('Google (alice)')).not.toBeChecked()
    await expect.element(box('Google (alice)')).toHaveAccessibleDescription('Same name, new key')
    await expect.element(list()).toHaveTextContent(/Line 4.*a character that no key has/)
    const codes = [...list().element().querySelectorAll('[data-part="code"]')].map((element) => element.textContent)
    expect(codes).toHaveLength(4)
    expect(codes[0]).toMatch(/^\d{3} \d{3}$/)
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('are added together, those that are ticked', async () => {
    const { added } = await setUp({ initial: text, drafts: known })
    await box('Steam').click()
    await page.getByRole('button', { name: 'Add 1 account', exact: true }).click()
    await expect.poll(() => added.length).toBe(1)
    expect(
      stage?.vault
        .accounts()
        .map(({ issuer }) => issuer)
        .sort(),
    ).toEqual(['Discord', 'GitHub', 'Google'])
  })

  test('Select all ticks the twins, too; nothing ticked cannot be added', async () => {
    const { added } = await setUp({ initial: text, drafts: known })
    await box('Discord (alicem)').click()
    await box('Steam').click()
    await expect.element(page.getByRole('button', { name: /^Add 0 accounts$/ })).toBeDisabled()
    await page.getByRole('button', { name: 'Select all' }).click()
    await page.getByRole('button', { name: 'Add 4 accounts' }).click()
    await expect.poll(() => added.length).toBe(1)
    expect(stage?.vault.accounts()).toHaveLength(6)
  })

  test('all or none: an error is told and the ticks stay', async () => {
    const add = vi.fn<Vault['add']>(async () => {
      throw new StorageError('storage/quota', 'stub')
    })
    await setUp({ initial: text, drafts: known, vault: { add } })
    await page.getByRole('button', { name: 'Add 2 accounts' }).click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(/no room left/)
    await expect.element(box('Discord (alicem)')).toBeChecked()
    expect(add).toHaveBeenCalledOnce()
  })

  test('pasted over a half-typed form, they leave it as it was', async () => {
    const { closed } = await setUp({ drafts: known })
    await issuerField().fill('Half')
    paste(text)
    await expect.element(page.getByRole('dialog', { name: '4 accounts found' })).toBeVisible()
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await expect.element(issuerField()).toHaveValue('Half')
    expect(closed()).toBe(0)
  })

  test('closing asks only when the ticks were changed', async () => {
    const { closed } = await setUp({ initial: text, drafts: known })
    await box('Steam').click()
    await userEvent.keyboard('{Escape}')
    await expect.element(discardQuestion()).toBeVisible()
    await page.getByRole('button', { name: 'Keep editing' }).click()
    await box('Steam').click()
    await userEvent.keyboard('{Escape}')
    await expect.poll(closed).toBe(1)
  })
})
