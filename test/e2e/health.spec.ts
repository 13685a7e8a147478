import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readRows, writeRows } from './support/stored-vault.ts'
import { addByLinks, createVault, expect, test, unlock } from './support/test.ts'

const links = ['otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub']

test('“About” says how the app stands, tests itself, and shows its report before it is saved', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await createVault(page)
  await addByLinks(page, links)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'About' }).click()
  const device = page.getByRole('group', { name: 'On this device' })
  await expect(device).toContainText('Every record is there and is the one this app wrote.')
  await expect(device).toContainText('There is none yet. Your accounts exist only on this device.')
  await expect(page.getByRole('region', { name: 'Storage health' })).toContainText('Something needs your attention')

  const selfTest = page.getByRole('group', { name: 'Self-test' })
  const rows = await readRows(page, 'records')
  await selfTest.getByRole('button', { name: 'Run self-test' }).click()
  await expect(selfTest.getByRole('status')).toContainText(/^All 6 steps passed in [\d,]+ ms\./)
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([
    'mfa-manager',
  ])
  expect(await readRows(page, 'records')).toEqual(rows)

  await page.getByRole('button', { name: 'Copy app hash' }).click()
  const built = await readFile(join(process.env['MFA_DIST'] ?? 'dist', 'index.html'))
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    createHash('sha256').update(built).digest('hex'),
  )

  await page.getByRole('button', { name: 'Save diagnostic report' }).click()
  const dialog = page.getByRole('dialog', { name: 'Diagnostic report' })
  const shown = await dialog.getByRole('region', { name: 'Diagnostic report' }).innerText()
  expect(shown).not.toMatch(/github|alice|JBSWY3DPEHPK3PXP/i)
  const saving = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save file' }).click()
  const download = await saving
  expect(download.suggestedFilename()).toMatch(/^mfa-manager-diagnostics-\d{4}-\d\d-\d\d\.json$/)
  const saved = await readFile(await download.path(), 'utf8')
  expect(saved.trim()).toBe(shown.trim())
  expect(JSON.parse(saved)).toMatchObject({ integrity: { sound: true }, address: { host: 'this device' } })
  await expect(dialog).toHaveCount(0)
})

test('fault 22: a header that was recovered from its second copy is said, until the next change puts it right', async ({
  page,
}) => {
  await createVault(page)
  await addByLinks(page, links)
  await page.getByRole('button', { name: 'Lock now' }).click()
  await writeRows(page, 'headers', { puts: [{ copy: 1, header: 'torn' }] })
  await unlock(page)
  const said = page.getByText('A damaged part of the vault was recovered.')
  await expect(said).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy code for GitHub (alice)' })).toBeVisible()
  await addByLinks(page, ['otpauth://totp/GitLab:alice?secret=M5UXI3DBMJQWY2LD&issuer=GitLab'])
  await expect(said).toHaveCount(0)
  const [first, second] = await readRows(page, 'headers')
  expect(second?.['header']).toEqual(first?.['header'])
})
