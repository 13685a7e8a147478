// @ts-check
// The app as it is measured: built, served with its own headers, in a Chromium without extensions.
import { spawn } from 'node:child_process'
import { cp, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { ensureBrowser } from '../scripts/browser.mjs'
import { isBuildStale } from '../scripts/build-state.mjs'
import { exitWith } from '../scripts/run-command.mjs'
import { answerKdfAtOnce, openedList, settled } from './in-page.mjs'

/** @typedef {import('playwright-core').Page} Page */

/**
 * What a benchmark works on.
 *
 * @typedef {object} Stage
 * @property {string} folder The build that is served.
 * @property {string} url
 * @property {import('playwright-core').Browser} browser
 * @property {() => Promise<void>} close
 */

const root = resolve(import.meta.dirname, '..')

/** Scripts of the app's rooms, which only the copy that is measured has. */
const roomsFile = 'assets/bench-rooms.js'

/** A page of the app's origin that no server has. */
const roomsPage = 'bench-rooms.html'

/** @returns {Promise<Stage>} */
export async function openStage() {
  const folder = join(tmpdir(), 'mfa-manager-bench')
  await buildInto(folder)
  const server = await serve(folder)
  const browser = await chromium.launch({
    executablePath: (await ensureBrowser()) ?? exitWith('No browser was found.'),
    args: [
      '--js-flags=--expose-gc',
      // Chromium's own sandbox does not run as root, which is what containers run as.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
  return {
    folder,
    url: server.url,
    browser,
    close: async () => {
      await browser.close()
      server.stop()
    },
  }
}

/**
 * The project's `dist`, where it is of this day, or else a build of the source as it is; and beside it the rooms.
 *
 * @param {string} folder
 */
async function buildInto(folder) {
  for (const old of [folder, `${folder}-serving`]) await rm(old, { recursive: true, force: true })
  if (isBuildStale(root)) {
    console.error('Building …')
    await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  } else {
    await mkdir(folder, { recursive: true })
    await cp(join(root, 'dist'), folder, { recursive: true })
    await cp(join(root, 'dist-serving'), `${folder}-serving`, { recursive: true })
  }
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { APP_VERSION: '"bench"' },
    resolve: { alias: { dexie: 'dexie/dist/modern/dexie.mjs' } },
    build: {
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'es2022',
      assetsInlineLimit: 0,
      rollupOptions: {
        input: join(import.meta.dirname, 'rooms.ts'),
        preserveEntrySignatures: 'strict',
        // The page of a self-opening backup, which nothing here writes.
        external: ['virtual:viewer'],
        output: { entryFileNames: roomsFile },
      },
    },
  })
}

/** @param {string} folder */
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
 * A page with a browser profile of its own. Closing its context forgets both.
 *
 * @param {Stage} stage
 * @param {{ instantKdf?: boolean }} [options] `instantKdf`: the slow hash is none, and takes any passphrase for the same.
 * @returns {Promise<Page>}
 */
export async function newPage({ browser, url }, { instantKdf = true } = {}) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
  })
  await context.route(`**/${roomsPage}`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  )
  if (instantKdf) await context.addInitScript(answerKdfAtOnce)
  return context.newPage()
}

/**
 * Calls a function of `rooms.ts` in a page of the app's origin in which the app does not run.
 *
 * @template {keyof typeof import('./rooms.ts')} Name
 * @param {Page} page
 * @param {Name} name
 * @param {Parameters<(typeof import('./rooms.ts'))[Name]>} args
 * @returns {Promise<Awaited<ReturnType<(typeof import('./rooms.ts'))[Name]>>>}
 */
export async function callRoom(page, name, ...args) {
  if (!page.url().endsWith(roomsPage)) await page.goto(roomsPage)
  const call = { path: `/${roomsFile}`, name, args }
  return page.evaluate(async ({ path, name, args }) => (await import(path))[name](...args), call)
}

/**
 * Unlocks through the lock screen. The page needs an instant KDF and a vault.
 *
 * @param {Page} page
 * @returns {Promise<import('./in-page.mjs').Opening>}
 */
export async function unlock(page) {
  await page.goto('./')
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('any')
  await page.evaluate(settled)
  return page.evaluate(openedList)
}
