import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect } from 'vitest'
import { codeAt, parseOtpauthUri } from '../../src/otp/index.ts'
import { until, type WindowDriver } from './driver.ts'
import { addAccount, createVault, expectCode, find, passphrase, serveBuiltApp } from './journey.ts'

const link = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const box = 'return document.querySelector(`input[type=checkbox][aria-label="${arguments[0]}"]`)'
const hasBox = 'return document.querySelector(`input[type=checkbox][aria-label="${arguments[0]}"]`) !== null'
const isReady = `return [...document.querySelectorAll("button:not([aria-disabled=true])")]
  .some((b) => b.textContent.trim() === arguments[0])`

/** A page on another origin with a button that asks for codes; what comes of it is its text. */
async function serveSite(app: string) {
  const client = await readFile(join(process.env['MFA_DIST'] ?? 'dist', 'client/mfa-manager.js'))
  const html = `<!doctype html><title>Site</title><link rel="icon" href="data:,"><button>Connect</button><output></output>
    <script type="module">
      import { connect } from './mfa-manager.js'
      const output = document.querySelector('output')
      document.querySelector('button').addEventListener('click', async () => {
        try {
          const session = await connect('${app}', { name: 'Site' })
          const { codes } = await session.codes.list()
          output.textContent = JSON.stringify({ codes, now: Date.now() })
          await session.close()
        } catch (error) {
          output.textContent = JSON.stringify({ failed: String(error.reason ?? error) })
        }
      })
    </script>`
  const server = createServer(({ url }, response) => {
    const isClient = url === '/mfa-manager.js'
    response.writeHead(200, { 'Content-Type': isClient ? 'text/javascript' : 'text/html' })
    response.end(isClient ? client : html)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** A site on another origin gets the code of the account that the person ticks, unlocking in the popup. */
export async function connectSite(driver: WindowDriver): Promise<void> {
  const app = await serveBuiltApp()
  const site = await serveSite(app.url)
  try {
    await driver.open(app.url)
    await createVault(driver)
    await addAccount(driver)
    await expectCode(driver)
    await driver.open(site.url)
    await driver.click(find.button, 'Connect')
    await until(() => driver.goToWindow('newest'), 'the popup opens')
    await until(() => driver.run<boolean>('return Boolean(document.querySelector("input"))'), 'the popup asks')
    await driver.type(passphrase, find.field, 'Passphrase')
    await until(() => driver.run<boolean>(isReady, 'Unlock'), 'the popup takes an answer')
    await driver.click(find.button, 'Unlock')
    await until(() => driver.run<boolean>(hasBox, 'GitHub (alice)'), 'the accounts')
    await driver.click(box, 'GitHub (alice)')
    await until(() => driver.run<boolean>(isReady, 'Allow once'), 'the guard lets go')
    await driver.click(find.button, 'Allow once')
    await driver.goToWindow('oldest')
    const said = 'return document.querySelector("output").textContent'
    await until(async () => (await driver.run<string>(said)) !== '', 'the site hears')
    const { codes, now } = JSON.parse(await driver.run<string>(said)) as {
      readonly codes: readonly { readonly issuer: string; readonly code: string }[]
      readonly now: number
    }
    expect(codes.map(({ issuer }) => issuer)).toEqual(['GitHub'])
    const account = parseOtpauthUri(link)
    expect([codeAt(account, now), codeAt(account, now - 1500)]).toContain(codes[0]?.code)
  } finally {
    site.stop()
    await app.stop()
  }
}
