import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openConnection, type Connection } from '../../../src/api/index.ts'
import { totpDraft } from '../../support/drafts.ts'
import { allowEverything, createFakePerson } from '../../support/fake-person.ts'
import { createMemoryDisk } from '../../support/memory-disk.ts'
import { createTabStage } from '../../support/tab-stage.ts'

/*
 * The popup's side with the browser's own events, ports and structured clone. A frame stands for the opener: pages of a
 * test may not open windows. The popup gives itself another origin, since a page of its own would be refused.
 */

/** Written from the contract alone, in classic script: it runs in the frame. */
const siteScript = `
  let port
  const heard = []
  const keep = (data) => heard.push(data)
  window.heard = heard
  window.hello = (message, ports = 1) => {
    const channels = Array.from({ length: ports }, () => new MessageChannel())
    const first = channels[0]
    if (first) {
      port = first.port1
      port.onmessage = ({ data }) => keep(data)
    }
    parent.postMessage(message, '*', channels.map(({ port2 }) => port2))
  }
  window.send = (make) => port.postMessage(new Function('return ' + make)())
  addEventListener('message', ({ data }) => {
    keep(data)
    if (data.type === 'mfa-manager:challenge') port.postMessage({ type: 'mfa-manager:response', challenge: data.challenge })
  })
`

interface SiteFrame {
  readonly heard: Record<string, unknown>[]
  hello(message: object, ports?: number): void
  /** Sends the value of an expression that is evaluated in the frame. */
  send(expression: string): void
}

let frame: HTMLIFrameElement
let site: SiteFrame
let connection: Connection
let ids: readonly string[]

beforeEach(async () => {
  frame = document.createElement('iframe')
  frame.srcdoc = `<script>${siteScript}</script>`
  await new Promise((resolve) => {
    frame.onload = resolve
    document.body.append(frame)
  })
  const opener = frame.contentWindow as Window & typeof globalThis & SiteFrame
  site = opener
  const stage = createTabStage(createMemoryDisk())
  const vault = await stage.createVault()
  ids = await vault.add([totpDraft()])
  const person = createFakePerson()
  person.answerAll(allowEverything)
  connection = openConnection({
    window: {
      opener,
      location: { origin: 'https://mfa.example.org' },
      addEventListener: (type, listener) => window.addEventListener(type, listener),
      removeEventListener: (type, listener) => window.removeEventListener(type, listener),
    },
    vault: Promise.resolve(vault),
    prompt: person,
    version: '9.9.9',
    closeWindow: () => {},
    kdf: () => Promise.resolve(stage.kdf),
    locks: navigator.locks,
  })
})

afterEach(() => {
  connection.stop()
  frame.remove()
})

const heard = (fits: (message: Record<string, unknown>) => boolean) =>
  expect.poll(() => site.heard.find((message) => fits(message)))
const nonce = async () => {
  await heard(({ type }) => type === 'mfa-manager:ready').toBeDefined()
  return site.heard[0]?.['nonce']
}
const welcomed = async () => {
  site.hello({ type: 'mfa-manager:hello', protocol: 1, nonce: await nonce() })
  await heard(({ type }) => type === 'mfa-manager:welcome').toBeDefined()
}

describe('a popup in a browser', () => {
  it('welcomes its opener, by the origin that the browser vouches for', async () => {
    await welcomed()
    expect(connection.state()).toMatchObject({ phase: 'open', site: { origin: location.origin } })
  })

  it('answers calls', async () => {
    await welcomed()
    site.send(`({ jsonrpc: '2.0', id: 1, method: 'codes.list' })`)
    await heard(({ id }) => id === 1).toMatchObject({ result: { codes: [{ id: ids[0], code: expect.any(String) }] } })
  })

  it('holds the lock while its session is open', async () => {
    const names = async () => (await navigator.locks.query()).held?.map(({ name }) => name)
    await welcomed()
    expect(await names()).toContain('mfa-manager-connect')
    connection.stop()
    await expect.poll(names).not.toContain('mfa-manager-connect')
  })

  it.each([
    [
      'fault 38: an event that a script has made',
      (text: string) => {
        const { port1 } = new MessageChannel()
        const data = { type: 'mfa-manager:hello', protocol: 1, nonce: text }
        const members = { data, source: frame.contentWindow, origin: location.origin, ports: [port1] }
        window.dispatchEvent(new MessageEvent('message', members))
      },
    ],
    [
      'fault 38: another window',
      (text: string) => {
        const { port1 } = new MessageChannel()
        window.postMessage({ type: 'mfa-manager:hello', protocol: 1, nonce: text }, '*', [port1])
      },
    ],
    ['fault 40: two ports', (text: string) => site.hello({ type: 'mfa-manager:hello', protocol: 1, nonce: text }, 2)],
    ['fault 40: no port', (text: string) => site.hello({ type: 'mfa-manager:hello', protocol: 1, nonce: text }, 0)],
  ])('does not hear %s', async (_what, forge) => {
    const text = String(await nonce())
    forge(text)
    await welcomed()
    expect(site.heard.filter(({ type }) => type === 'mfa-manager:challenge')).toHaveLength(1)
  })

  it.each([
    [
      'a getter, which structured clone has made a value',
      `({ jsonrpc: '2.0', id: 1, get method() { return 'session.info' } })`,
      { result: { granted: 0 } },
    ],
    [
      'a cycle',
      `(() => { const a = {}; a.a = a; return { jsonrpc: '2.0', id: 1, method: 'codes.list', params: a } })()`,
      { error: { code: -32700 } },
    ],
    [
      'a typed array',
      `({ jsonrpc: '2.0', id: 1, method: 'codes.list', params: { query: new Uint8Array(9) } })`,
      { error: { code: -32700 } },
    ],
    ['a Map', `({ jsonrpc: '2.0', id: 1, method: 'codes.list', params: new Map() })`, { error: { code: -32700 } }],
    [
      'a member named __proto__',
      `JSON.parse('{"jsonrpc":"2.0","id":1,"method":"codes.list","params":{"__proto__":{}}}')`,
      { error: { code: -32602 } },
    ],
    [
      '10 MB',
      `({ jsonrpc: '2.0', id: 1, method: 'codes.list', params: { query: 'x'.repeat(1e7) } })`,
      { error: { code: -32005 } },
    ],
    [
      'a list of four thousand millions',
      `({ jsonrpc: '2.0', id: 1, method: 'codes.list', params: { ids: Object.assign([], { length: 2 ** 32 - 1 }) } })`,
      { error: { code: -32005 } },
    ],
  ])('takes %s for what it is', async (_what, expression, answer) => {
    await welcomed()
    site.send(expression)
    await heard(({ id }) => id === 1).toMatchObject(answer)
    expect(connection.state()).toMatchObject({ phase: 'open' })
  })

  it('hears that the opener is gone', async () => {
    await welcomed()
    frame.remove()
    await expect.poll(() => connection.state()).toMatchObject({ phase: 'ended' })
  })
})
