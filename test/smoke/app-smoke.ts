import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isBuildStale } from '../../scripts/build-state.mjs'
import { startNodeServer } from '../serving/node-server-process.ts'
import type { RunningServer } from '../serving/server-contract.ts'
import { find, type Browser, type Target } from './webdriver.ts'

/** The build that is looked at. */
const dist = process.env['MFA_DIST'] ?? 'dist'

/** Why nothing can be looked at here, if so. */
export function missing(browser: string, found: unknown): string | undefined {
  if (found === undefined) return `skipped: ${browser} is not installed`
  const current = process.env['MFA_DIST'] === undefined ? !isBuildStale('.') : existsSync(`${dist}-serving`)
  return current ? undefined : 'skipped: there is no current build'
}

const words = 'copper lantern quiet orbit willow'
const account = 'GitHub (alice)'

/** One person's first day with the built app, under its real headers, in one browser. The order matters. */
export function describeApp(start: () => Promise<Browser>): void {
  let browser: Browser
  let server: RunningServer

  const press = async (name: string, role: Target['role'] = 'button') =>
    browser.click(await find(browser, { role, name }))
  const fill = async (name: string, text: string) => browser.type(await find(browser, { role: 'textbox', name }), text)
  const heading = (name: string) => find(browser, { role: 'heading', name })
  const codeShown = () => browser.run(`return document.querySelector('[data-part=code]')?.textContent`)

  beforeAll(async () => {
    server = await startNodeServer(dist)
    browser = await start()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('starts under the page’s policy and makes a vault', async () => {
    await browser.open(`${server.origin}/`)
    await heading('Create your vault')
    await browser.run(`window.violations = []
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))`)
    await fill('Passphrase', words)
    await fill('Confirm passphrase', words)
    await press('Create vault')
    await heading('Add your first account')
  })

  it('adds an account from a link that is typed into its form', async () => {
    await press('Add account')
    await fill('Secret key', 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub')
    await fill('Account name', '')
    await press('Save account')
    await find(browser, { role: 'button', name: `Copy code for ${account}` })
    expect(await codeShown()).toMatch(/^\d{3} \d{3}$/)
  })

  it('adds an account from a link that is pasted', async () => {
    await browser.run(`const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', 'otpauth://totp/GitLab:alice?secret=M5UXI3DBMJQWY2LD&issuer=GitLab')
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))`)
    await press('Save account')
    await find(browser, { role: 'button', name: 'Copy code for GitLab (alice)' })
  })

  it('copies a code', async () => {
    await press(`Copy code for ${account}`)
    const said = await browser.run(`return new Promise((resolve) => {
      const look = () => [...document.querySelectorAll('[role=status]')].map((one) => one.textContent).find((text) => /cop/i.test(text))
      const observer = new MutationObserver(() => look() && resolve(look()))
      observer.observe(document, { subtree: true, childList: true, characterData: true })
      if (look()) resolve(look())
    })`)
    expect(said).toMatch(/^Code copied\.|^Copied, \d+ s left\./)
  })

  it('locks, refuses a wrong passphrase, and unlocks', async () => {
    await press('Lock now')
    await heading('Your vault is locked')
    expect(await browser.run('return document.body.innerText')).not.toMatch(/GitHub|alice|\d{3} \d{3}/)
    await fill('Passphrase', 'not the one')
    await press('Unlock')
    const said = await browser.run(`return new Promise((resolve) => {
      const look = () => document.querySelector('[role=alert]')?.textContent
      new MutationObserver(() => look() && resolve(look())).observe(document, { subtree: true, childList: true })
      if (look()) resolve(look())
    })`)
    expect(said).toContain('That passphrase did not open the vault.')
    // What was typed is selected, so it is replaced.
    await fill('Passphrase', words)
    await press('Unlock')
    await find(browser, { role: 'button', name: `Copy code for ${account}` })
  })

  it('has violated no policy and thrown nothing until here', async () => {
    expect(await browser.run('return window.violations')).toEqual([])
  })

  it('starts from what is stored, with its server gone', async () => {
    const controlled = await browser.run(`return new Promise((resolve) => {
      const look = () => navigator.serviceWorker.controller && resolve(navigator.serviceWorker.controller.state)
      navigator.serviceWorker.addEventListener('controllerchange', look)
      look()
    })`)
    expect(['activating', 'activated']).toContain(controlled)
    await server.stop()
    await browser.reload()
    await fill('Passphrase', words)
    await press('Unlock')
    await find(browser, { role: 'button', name: `Copy code for ${account}` })
    expect(await codeShown()).toMatch(/^\d{3} \d{3}$/)
    await press('Settings', 'link')
    await heading('Settings')
  })
}
