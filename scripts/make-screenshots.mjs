// @ts-check
/**
 * Takes the pictures of the README and of the web app manifest: node scripts/make-screenshots.mjs [folder of a build]
 *
 * It lives through the built app as a person would: makes a vault, pastes the sample links, pins and tags some, and
 * takes its pictures at a fixed moment. MFA_BROWSER names the browser. Where Inter is installed the app is drawn in it,
 * as it was designed; the same browser and fonts give the same pictures.
 */
import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { runnerImport } from 'vite'
import { ensureBrowser } from './browser.mjs'
import { exitWith } from './run-command.mjs'

/** @typedef {import('playwright-core').Page} Page */

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** 18 s before codes change, with a few ticks out. */
const moment = new Date('2026-05-12T09:41:12Z')

const passphrase = 'copper lantern quiet orbit willow'

const desktop = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 }
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }

/** Sizes are those that build/pwa-options.ts tells the manifest. */
const pictures = /** @type {const} */ ([
  { file: 'public/screenshots/desktop-light.png', colorScheme: 'light', device: desktop },
  { file: 'public/screenshots/phone-light.png', colorScheme: 'light', device: phone },
  { file: 'docs/screenshots/phone-dark.png', colorScheme: 'dark', device: phone },
])

const pinned = ['GitHub', 'Proton', 'Amazon Web Services', 'Nordhaven Bank']

/** Issuers by tag. @type {Readonly<Record<string, readonly string[]>>} */
const tags = {
  Work: ['Amazon Web Services', 'Cloudflare', 'GitHub', 'GitLab', 'Microsoft 365', 'Office VPN', 'Stripe', 'Tailscale'],
  Personal: ['Bitwarden', 'Discord', 'Dropbox', 'Fastmail', 'Google', 'Mastodon', 'Proton', 'Steam'],
  Money: ['Nordhaven Bank', 'Stripe', 'Tax Office'],
  Servers: ['Amazon Web Services', 'Cloudflare', 'Hetzner', 'Nextcloud'],
}

/** @returns {Promise<readonly string[]>} */
async function readSampleLinks() {
  const { module } = await runnerImport(join(root, 'test/support/sample-links.ts'), { logLevel: 'error' })
  return /** @type {{ sampleLinks: readonly string[] }} */ (module).sampleLinks
}

/**
 * Starts `scripts/serve.mjs` on a free port.
 *
 * @param {string} folder The build.
 */
async function serve(folder) {
  const child = spawn(process.execPath, [join(root, 'scripts/serve.mjs'), folder], {
    env: { ...process.env, PORT: '0', HOST: 'localhost' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /http:\S+/.exec(line) ?? []
    if (url !== undefined) return { url, stop: () => child.kill() }
  }
  return exitWith(`${folder} could not be served.`)
}

/**
 * Makes a vault with all sample accounts in it.
 *
 * @param {Page} page
 * @param {string} url
 * @param {readonly string[]} links
 */
async function fillVault(page, url, links) {
  await page.goto(url)
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('textbox', { name: 'Confirm passphrase' }).fill(passphrase)
  await page.getByRole('checkbox', { name: 'Make a recovery code' }).uncheck()
  await page.getByRole('button', { name: 'Create vault' }).click()
  await page.getByRole('heading', { name: 'Add your first account' }).waitFor()
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, links.join('\n'))
  await page.getByRole('button', { name: `Add ${links.length} accounts` }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

/**
 * @param {Page} page
 * @param {readonly string[]} issuers
 */
async function select(page, issuers) {
  await page.getByRole('button', { name: 'View options' }).click()
  await page.getByRole('menuitem', { name: 'Select accounts' }).click()
  for (const issuer of issuers) {
    // Not by pointing: the toolbar may lie over the last rows.
    await page.getByRole('checkbox', { name: new RegExp(`^Select ${issuer}\\b`) }).dispatchEvent('click')
  }
}

/** @param {Page} page */
async function arrange(page) {
  for (const [tag, issuers] of Object.entries(tags)) {
    await select(page, issuers)
    await page.getByRole('button', { name: 'Tag selected' }).click()
    await page
      .getByRole('textbox', { name: 'Add tag' })
      .or(page.getByRole('combobox', { name: 'Add tag' }))
      .fill(tag)
    await page.getByRole('button', { name: 'Save tags' }).click()
    await page.getByRole('toolbar').waitFor({ state: 'hidden' })
  }
  await select(page, pinned)
  await page.getByRole('button', { name: 'Pin selected' }).click()
  await page.getByRole('list', { name: 'Pinned' }).waitFor()
}

/**
 * Waits until the picture has come to rest: the last toast gone, glyphs loaded, nothing pointed at or focused.
 *
 * @param {Page} page
 */
async function settle(page) {
  const notice = page.getByRole('button', { name: 'Dismiss storage warning' })
  if (await notice.isVisible()) await notice.click()
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await page.getByRole('status').filter({ hasText: 'Undo' }).waitFor({ state: 'hidden' })
  await page.waitForLoadState('networkidle')
}

/**
 * The first picture that is like the one before it: what has just been drawn anew may still be drawn finer.
 *
 * @param {Page} page
 */
async function takePicture(page) {
  /** @type {Buffer | undefined} */
  let before
  for (;;) {
    const picture = await page.screenshot({ animations: 'disabled' })
    if (before?.equals(picture)) return picture
    before = picture
    await page.waitForTimeout(500)
  }
}

const links = await readSampleLinks()
const server = await serve(resolve(process.argv[2] ?? join(root, 'dist')))
const browser = await chromium.launch({
  executablePath: (await ensureBrowser()) ?? exitWith('No browser was found.'),
  // Chromium's own sandbox does not run as root, which is what containers run as. Letters are drawn the same way
  // whatever layer they lie on.
  args: ['--disable-lcd-text', '--font-render-hinting=none', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
})
try {
  for (const { file, colorScheme, device } of pictures) {
    const context = await browser.newContext({ ...device, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.clock.setFixedTime(moment)
    await fillVault(page, server.url, links)
    await arrange(page)
    await settle(page)
    const picture = await takePicture(page)
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), picture)
    console.log(`${file}: ${picture.length} bytes`)
    await context.close()
  }
} finally {
  await browser.close()
  server.stop()
}
