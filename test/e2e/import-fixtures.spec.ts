import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { openImport } from './support/import-files.ts'
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

const fixtures = oneOfEach()

test.describe('other apps’ exports, one of each format, through the screen', () => {
  test.skip(fixtures.length === 0, `there are no fixtures at ${folder}; MFA_FIXTURES names the folder`)
  test.setTimeout(180_000)

  for (const { name, files, passphrase, expected, optional } of fixtures) {
    test(`${name} is opened, shown and imported`, async ({ page }) => {
      await createVault(page)
      await openImport(page)
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
      await page.getByRole('button', { name: 'Show accounts' }).click()
      await expect(page.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible()
    })
  }
})
