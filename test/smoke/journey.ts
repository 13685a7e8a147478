import { spawn, type ChildProcess } from 'node:child_process'
import { expect } from 'vitest'
import { codeAt, groupCode, parseOtpauthUri } from '../../src/otp/index.ts'
import { until, type Driver } from './driver.ts'
import { freePort } from './free-port.ts'

const link = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
/** The vault's. */
export const passphrase = 'copper lantern quiet orbit willow'

/** A button's name, as far as the app gives it: its own label, else that of a picture in it, else its text. */
const nameOf =
  '((b) => (b.getAttribute("aria-label") ?? b.querySelector("[role=img]")?.getAttribute("aria-label") ?? b.textContent).trim())'

/** Function bodies that find things as a person would name them. */
export const find = {
  heading: 'return [...document.querySelectorAll("h1, h2")].some((h) => h.textContent.trim() === arguments[0])',
  button: `return [...document.querySelectorAll("button")].find((b) => ${nameOf}(b) === arguments[0]) ?? null`,
  field:
    'return [...document.querySelectorAll("label")].find((l) => l.textContent.trim() === arguments[0])?.control ?? null',
  /** A tick box with its words: they are what is clicked. */
  box: 'return [...document.querySelectorAll("label:has(input[type=checkbox])")].find((l) => l.textContent.includes(arguments[0])) ?? null',
  hasButton: `return [...document.querySelectorAll("button:not([disabled])")].some((b) => ${nameOf}(b) === arguments[0])`,
}

interface BuiltApp {
  readonly url: string
  stop(): Promise<void>
}

/** The built app behind the product's own headers, in a process of its own. */
export async function serveBuiltApp(): Promise<BuiltApp> {
  const port = await freePort()
  const env = { ...process.env, HOST: 'localhost', PORT: String(port) }
  const server: ChildProcess = spawn(process.execPath, ['scripts/serve.mjs', process.env['MFA_DIST'] ?? 'dist'], {
    env,
    stdio: 'ignore',
  })
  const url = `http://localhost:${port}/`
  await until(
    () =>
      fetch(`${url}healthz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    'the app is served',
  )
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        server.once('exit', () => resolve())
        server.kill()
      }),
  }
}

/** Create, add, copy, lock, unlock, and all of it again from the device's own storage with the server gone. */
export async function walkThrough(driver: Driver): Promise<void> {
  const app = await serveBuiltApp()
  try {
    await driver.open(app.url)
    await watchPolicy(driver)
    await createVault(driver)
    await addAccount(driver)
    await expectCode(driver)
    await pasteAccount(driver)
    await copyCode(driver)
    await lock(driver)
    await refuseWrongPassphrase(driver)
    await unlock(driver)
    await expectCode(driver)
    expect(await driver.run<string>('return document.documentElement.dataset.violations ?? "none"')).toBe('none')
    await until(
      () => driver.run<boolean>('return Boolean(navigator.serviceWorker && navigator.serviceWorker.controller)'),
      'the service worker answers for the page',
    )
  } finally {
    await app.stop()
  }
  await driver.reload()
  await unlock(driver)
  await expectCode(driver)
  // Every write so far went to disk whole, or the manifest would not match the records (fault 64 in this engine).
  expect(await driver.run<string>('return document.body.innerText')).not.toContain('changed outside this app')
}

/** From here on, what the page's policy refuses is noted where every driver can read it. */
async function watchPolicy(driver: Driver): Promise<void> {
  await driver.run(`document.addEventListener('securitypolicyviolation', (event) => {
    document.documentElement.dataset.violations = event.effectiveDirective + ' ' + event.blockedURI
  })`)
}

/** From the welcome screen to an empty vault. */
export async function createVault(driver: Driver): Promise<void> {
  await until(() => driver.run<boolean>(find.heading, 'Create your vault'), 'Welcome')
  await driver.type(passphrase, find.field, 'Passphrase')
  await driver.type(passphrase, find.field, 'Confirm passphrase')
  await until(() => driver.run<boolean>(find.hasButton, 'Create vault'), 'the passphrase is strong enough')
  await driver.click(find.box, 'Make a recovery code')
  await driver.click(find.button, 'Create vault')
  await until(() => driver.run<boolean>(find.heading, 'Add your first account'), 'an empty vault')
}

/** Adds GitHub (alice) by hand. */
export async function addAccount(driver: Driver): Promise<void> {
  await driver.click(find.button, 'Add account')
  await until(() => driver.run<boolean>(find.hasButton, 'Save account'), 'the form')
  await driver.type('GitHub', find.field, 'Issuer')
  await driver.type('alice', find.field, 'Account name')
  await driver.type('JBSW Y3DP EHPK 3PXP', find.field, 'Secret key')
  await driver.click(find.button, 'Save account')
}

/** The list shows GitHub (alice) with the right code. */
export async function expectCode(driver: Driver): Promise<void> {
  await until(() => driver.run<boolean>(find.hasButton, 'Copy code for GitHub (alice)'), 'the account is listed')
  const read = 'return [document.querySelector("[data-part=code]").textContent, Date.now()]'
  const [shown, at] = await driver.run<readonly [string, number]>(read)
  const account = parseOtpauthUri(link)
  // The page draws a new code within the second in which it begins.
  expect([codeAt(account, at), codeAt(account, at - 1500)].map(groupCode)).toContain(shown)
}

/** Control, held down until the end of what is typed (W3C WebDriver §17.4.2). */
const control = '\uE009'

/** A link that the browser itself puts on the clipboard, pasted with nothing but the page in focus. */
async function pasteAccount(driver: Driver): Promise<void> {
  const search = 'return document.querySelector("input[type=search]")'
  const other = 'otpauth://totp/GitLab:alice?secret=M5UXI3DBMJQWY2LD&issuer=GitLab'
  await driver.type(`${other}${control}ax`, search)
  await driver.run('document.activeElement.blur()')
  await driver.type(`${control}v`, 'return document.body')
  await until(() => driver.run<boolean>(find.hasButton, 'Save account'), 'the form, filled from the link')
  await driver.click(find.button, 'Save account')
  await until(() => driver.run<boolean>(find.hasButton, 'Copy code for GitLab (alice)'), 'the pasted account is listed')
}

async function copyCode(driver: Driver): Promise<void> {
  await driver.click(find.button, 'Copy code for GitHub (alice)')
  const said = 'return [...document.querySelectorAll("[role=status]")].map((s) => s.textContent).join(" ")'
  await until(async () => /Code copied|Copied, \d/.test(await driver.run<string>(said)), 'it says that it copied')
}

async function lock(driver: Driver): Promise<void> {
  await driver.click(find.button, 'Lock now')
  await until(() => driver.run<boolean>(find.heading, 'Your vault is locked'), 'the lock screen')
}

async function refuseWrongPassphrase(driver: Driver): Promise<void> {
  await driver.type('not the one', find.field, 'Passphrase')
  await driver.click(find.button, 'Unlock')
  const said = 'return document.querySelector("[role=alert]")?.textContent ?? ""'
  await until(async () => (await driver.run<string>(said)).includes('did not open the vault'), 'it is refused')
  // Clearing it takes what was said along, as typing does.
  await driver.run(`const field = document.querySelector('input')
    field.value = ''
    field.dispatchEvent(new Event('input', { bubbles: true }))`)
}

async function unlock(driver: Driver): Promise<void> {
  await until(() => driver.run<boolean>(find.heading, 'Your vault is locked'), 'the lock screen')
  await driver.type(passphrase, find.field, 'Passphrase')
  await driver.click(find.button, 'Unlock')
  await until(() => driver.run<boolean>(find.heading, 'Accounts'), 'the accounts')
}
