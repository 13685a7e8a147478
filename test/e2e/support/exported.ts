import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { passphrase } from './test.ts'

const decryptor = fileURLToPath(new URL('../../../scripts/decrypt-backup.mjs', import.meta.url))

/** What the stand-alone script makes of a backup. */
export interface DecryptedBackup {
  readonly accounts: readonly { readonly issuer: string; readonly secret: string; readonly deletedAt?: number }[]
  readonly settings?: Readonly<Record<string, unknown>>
}

/** Opens a backup with `scripts/decrypt-backup.mjs`, which shares no code with the app. Rejects with what it says. */
export function decryptWithScript(path: string, words = passphrase): Promise<DecryptedBackup> {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [decryptor, path], { maxBuffer: 1e8 }, (error, output, said) => {
      if (error) reject(new Error(said.trim()))
      else resolve(JSON.parse(output) as DecryptedBackup)
    })
    child.stdin?.end(`${words}\n`)
  })
}

/** Does what starts a download, and gives its path and name once it is there. */
export async function downloadOf(
  page: Page,
  act: () => Promise<unknown>,
): Promise<{ readonly path: string; readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  const path = await download.path()
  return { path, name: download.suggestedFilename(), text: await readFile(path, 'utf8') }
}

/** Goes to the way out. */
export async function openExport(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#/export'))
  await page.getByRole('button', { name: 'Plain file' }).waitFor()
}

/** Goes to Settings, Backups. */
export async function openBackups(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#/settings/backups'))
  await page.getByRole('combobox', { name: 'Remind me' }).waitFor()
}

/** Answers `Confirm it is you`. */
export async function confirmPassphrase(page: Page, words = passphrase): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Confirm it is you' })
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(words)
  await dialog.getByRole('textbox', { name: 'Passphrase' }).press('Enter')
}
