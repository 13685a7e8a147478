import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { formatRecoveryCode } from '../../../../src/crypto/index.ts'
import { StorageError } from '../../../../src/storage/index.ts'
import { KeepCodeRoot } from '../../../../src/ui/screens/recovery/keep-code-root.tsx'
import type { Vault } from '../../../../src/vault/index.ts'
import { stageScreen, type Stage } from '../../../support/screen-stage.tsx'
import { openVault, stagePassphrase, type OpenVault } from '../../../support/vault-stage.tsx'

const code = new Uint8Array(20).map((_, place) => place * 9 + 1)
const groups = await formatRecoveryCode(code)

let stage: Stage
let opened: OpenVault
let done: number

beforeEach(async () => {
  await page.viewport(1280, 800)
  opened = await openVault([], undefined, { recoveryCode: code })
  done = 0
})

afterEach(async () => {
  stage.strike()
  await opened.remove()
  vi.restoreAllMocks()
})

function setUp(vault: Partial<Vault> = {}): void {
  const props = { vault: { ...opened.vault, ...vault }, groups, onDone: () => (done += 1) }
  stage = stageScreen(() => <KeepCodeRoot {...props} />, { status: opened.vault.status() })
}

const list = () => page.getByRole('list', { name: 'Recovery code' })
const box = () => page.getByRole('checkbox', { name: 'I have stored it safely' })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const fields = () => page.getByRole('textbox', { name: /^Group \d$/ })

/** Fills in what the fields ask for. */
async function typeBack(changed: (group: string) => string = (group) => group): Promise<void> {
  for (const field of fields().all()) {
    const [label] = [...((field.element() as HTMLInputElement).labels ?? [])]
    const number = Number(label?.textContent?.replace(/\D/g, ''))
    await field.fill(changed(groups[number - 1] ?? ''))
  }
}

describe('the recovery code of a new vault', () => {
  test('is shown in nine groups, with ways to keep it', async () => {
    setUp()
    await expect.element(page.getByRole('form', { name: 'Keep this recovery code' })).toBeVisible()
    await expect.element(page.getByRole('heading', { name: 'Keep this recovery code' })).toHaveFocus()
    for (const group of groups) await expect.element(list().getByText(group)).toBeVisible()
    expect(list().getByRole('listitem').all()).toHaveLength(9)
    for (const name of ['Copy recovery code', 'Save recovery code as file', 'Print recovery code'])
      await expect.element(button(name)).toBeVisible()
    await expect.element(button('Open vault')).toBeDisabled()
    expect(document.title + window.location.href).not.toContain(groups[0])
    expect(await stage.axeFindings()).toEqual([])
  })

  test('is covered while two groups are asked for, and shown again when the box is unticked', async () => {
    setUp()
    await box().click()
    await expect.element(fields().first()).toHaveFocus()
    expect(fields().all()).toHaveLength(2)
    for (const group of groups) expect(document.body.textContent).not.toContain(group)
    await expect.element(button('Copy recovery code')).not.toBeInTheDocument()
    expect(await stage.axeFindings()).toEqual([])
    await box().click()
    await expect.element(list().getByText(groups[3] ?? '')).toBeVisible()
    await expect.element(fields().first()).not.toBeInTheDocument()
  })

  test('opens the vault once both are right, and counts as confirmed', async () => {
    setUp()
    await box().click()
    await typeBack((group) => `${group.slice(0, 3)}#`)
    await expect.element(page.getByText(/^That is not group/).first()).toBeVisible()
    await expect.element(button('Open vault')).toBeDisabled()
    expect(await stage.axeFindings()).toEqual([])
    await typeBack((group) => group.toLowerCase())
    await expect.element(button('Open vault')).toBeEnabled()
    await button('Open vault').click()
    await expect.poll(() => done).toBe(1)
    expect(await opened.vault.recoveryCode()).toMatchObject({ isConfirmed: true })
  })

  test('is removed when the person goes on without', async () => {
    setUp()
    await page.getByRole('link', { name: 'Continue without a recovery code' }).click()
    await expect.poll(() => done).toBe(1)
    expect(await opened.vault.hasRecoveryCode()).toBe(false)
    expect(await opened.vault.confirmPassphrase(stagePassphrase)).toBe(true)
  })

  test('stays where removing or confirming it cannot be written', async () => {
    const fail = () => Promise.reject(new StorageError('storage/quota', 'full'))
    setUp({ removeRecoveryCode: fail, confirmRecoveryCode: fail })
    await page.getByRole('link', { name: 'Continue without a recovery code' }).click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(/no room left/)
    await box().click()
    await typeBack()
    await button('Open vault').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(/no room left/)
    expect([done, await opened.vault.hasRecoveryCode()]).toEqual([0, true])
  })

  test('is copied, and says when the clipboard is cleared', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue(undefined)
    setUp()
    await button('Copy recovery code').click()
    await expect.element(page.getByText('Recovery code copied. Clipboard clears in 30\u00a0s.')).toBeVisible()
    expect(write).toHaveBeenCalledWith(groups.join('-'))
  })

  test('is saved as a file of text', async () => {
    const blobs: Blob[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      blobs.push(blob as Blob)
      return 'blob:nothing'
    })
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    setUp()
    await button('Save recovery code as file').click()
    await expect.element(page.getByText(/The download was started/)).toBeVisible()
    const text = await blobs[0]?.text()
    expect(text).toContain(groups.join('-'))
    expect(text).toContain(window.location.origin)
  })

  test('is printed on a sheet that is there only as long as it is printed', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined)
    setUp()
    await button('Print recovery code').click()
    await expect.poll(() => print.mock.calls.length).toBe(1)
    const sheet = () =>
      [...document.body.children].find(({ id, textContent }) => id !== 'app' && textContent?.startsWith('MFA Manager'))
    expect(sheet()?.textContent).toContain(groups[8])
    expect(sheet()?.getBoundingClientRect().height).toBe(0)
    window.dispatchEvent(new Event('afterprint'))
    await expect.poll(sheet).toBeUndefined()
  })

  test('locks with the vault, and leaves nothing of the code on the page', async () => {
    setUp()
    await expect.element(list()).toBeVisible()
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'L', ctrlKey: true, shiftKey: true }))
    expect(opened.vault.status()).toEqual({ name: 'locked', reason: 'person' })
  })
})
