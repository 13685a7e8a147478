import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { exportSamples } from '../support/export-samples.ts'
import { chooseFiles, openImport } from './support/import-files.ts'
import { createVault, expect, test } from './support/test.ts'

/** Exports of other apps, each with what must come out of it. They are not part of the project. */
const folder = resolve(process.env['MFA_FIXTURES'] ?? '../shared/fixtures')

interface Fixture {
  /** `app/variant`. */
  readonly name: string
  readonly format: string
  readonly files: readonly string[]
  readonly passphrase: string | undefined
  readonly rejected: boolean
  readonly isPicture: boolean
  /** How many accounts must come out of it. */
  readonly expected: number
  /** How many of them may be reported instead. */
  readonly optional: number
}

/** One fixture of each format, the first by name that is not refused. */
function oneOfEach(): readonly Fixture[] {
  if (!existsSync(folder)) return []
  const all = readdirSync(folder)
    .toSorted()
    .flatMap((app) => fixturesOf(join(folder, app)))
    .filter(({ rejected, isPicture, expected }) => !rejected && !isPicture && expected > 0)
  return [...new Map(all.toReversed().map((fixture) => [fixture.format, fixture])).values()].toReversed()
}

function fixturesOf(app: string): readonly Fixture[] {
  if (!existsSync(app) || app.endsWith('.md')) return []
  return readdirSync(app)
    .toSorted()
    .map((variant) => join(app, variant))
    .filter((variant) => existsSync(join(variant, 'fixture.json')))
    .map(readFixture)
}

function readFixture(path: string): Fixture {
  const about = JSON.parse(readFileSync(join(path, 'fixture.json'), 'utf8'))
  const accounts: readonly { readonly optional?: boolean }[] = JSON.parse(
    readFileSync(join(path, 'expected.json'), 'utf8'),
  )
  const files: readonly string[] = about.files ?? [about.file]
  return {
    name: `${basename(resolve(path, '..'))}/${basename(path)}`,
    format: about.format,
    files: files.map((file) => join(path, file)),
    passphrase: about.passphrase,
    rejected: about.expectReject !== undefined,
    isPicture: about.qrText !== undefined || about.qrTexts !== undefined,
    expected: accounts.length,
    optional: accounts.filter(({ optional }) => optional).length,
  }
}

/** Leaves the table, the form or the refusal that a file has led to. */
async function discard(page: Page): Promise<void> {
  const cancel = page.getByRole('button', { name: 'Cancel', exact: true })
  if ((await cancel.count()) > 0) {
    await cancel.click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
  }
  await page.getByRole('group', { name: 'Drop files here' }).waitFor()
}

test('a file of each format, made for these tests, is told by its content and shown', async ({ page }) => {
  test.setTimeout(180_000)
  await createVault(page)
  await openImport(page)
  const table = page.getByRole('table', { name: 'Accounts to import' })
  const refused = page.getByRole('list', { name: 'Files that were not opened' })
  const results = {
    open: table.getByRole('checkbox', { name: /^Import /, checked: true }).first(),
    locked: page.getByRole('form', { name: 'This backup is locked' }),
    refused: refused.getByRole('listitem'),
  }
  for (const { format, name, bytes, outcome } of exportSamples) {
    await test.step(`${format}, ${name}`, async () => {
      await chooseFiles(page, [{ name: 'export', mimeType: '', buffer: Buffer.from(bytes) }])
      const result = outcome === 'open' || outcome === 'locked' ? outcome : 'refused'
      await expect(results[result], `${format}, ${name} is ${result}`).toBeVisible()
      if (result === 'refused') await page.getByRole('button', { name: 'Dismiss' }).click()
      await discard(page)
    })
  }
})

const fixtures = oneOfEach()
/** Each goes through a vault of its own with the others of its part. */
const parts = Array.from({ length: Math.ceil(fixtures.length / 12) }, (_, part) =>
  fixtures.slice(part * 12, part * 12 + 12),
)

async function importFixture(page: Page, { files, passphrase, expected, optional }: Fixture): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose files' }).click(),
  ])
  await chooser.setFiles([...files])
  if (passphrase !== undefined) {
    const field = page.getByRole('textbox', { name: 'Backup passphrase' })
    await field.fill(passphrase)
    await field.press('Enter')
  }
  await page.getByRole('table', { name: 'Accounts to import' }).waitFor({ timeout: 90_000 })
  // The same account twice in one file is ticked once; here, every one counts.
  const all = page.getByRole('checkbox', { name: 'Select all' })
  if (!(await all.isChecked())) await all.check()
  const button = page.getByRole('button', { name: /^Import [\d,]+ accounts?$/ })
  const count = Number(/[\d,]+/.exec((await button.textContent()) ?? '')?.[0].replace(',', ''))
  expect(count).toBeGreaterThanOrEqual(expected - optional)
  expect(count).toBeLessThanOrEqual(expected)
  await button.click()
  const words = count === 1 ? '1 account imported' : `${count} accounts imported`
  await expect(page.getByRole('heading', { name: words, exact: true })).toBeVisible()
}

test.describe('other apps’ exports, one of each format, through the screen', () => {
  test.skip(fixtures.length === 0, `there are no fixtures at ${folder}; MFA_FIXTURES names the folder`)
  test.setTimeout(400_000)

  for (const [index, part] of parts.entries()) {
    const apps = part.map(({ name }) => name)
    test(`from ${apps.at(0)} to ${apps.at(-1)}, each is opened, shown, imported and taken back`, async ({ page }) => {
      await createVault(page)
      await openImport(page)
      for (const fixture of part) {
        await test.step(`${fixture.name} (part ${index + 1})`, async () => {
          await importFixture(page, fixture)
          await page.getByRole('button', { name: 'Undo import' }).click()
          await page.getByRole('group', { name: 'Drop files here' }).waitFor()
        })
      }
      await page.getByRole('link', { name: 'All accounts' }).click()
      await expect(page.getByRole('heading', { name: 'Add your first account' })).toBeVisible()
    })
  }
})
