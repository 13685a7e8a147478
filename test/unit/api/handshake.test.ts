import { describe, expect, it } from 'vitest'
import type { ConnectLocks } from '../../../src/api/handshake.ts'
import { checkEveryMessage, createConnectStage, createOpenStage } from '../../support/connect-stage.ts'
import { appOrigin, siteOrigin } from '../../support/two-windows.ts'

checkEveryMessage()

const tasks = async () => {
  for (let round = 0; round < 5; round++) await new Promise((resolve) => setImmediate(resolve))
}

/** Web Locks of one browser. */
function createLocks(): ConnectLocks & { readonly held: Set<string>; readonly asked: string[] } {
  const held = new Set<string>()
  const asked: string[] = []
  return {
    held,
    asked,
    request: async (name, _options, work) => {
      asked.push(name)
      if (held.has(name)) return work(null)
      held.add(name)
      await work({ name })
      held.delete(name)
    },
  }
}

describe('a popup that is ready', () => {
  it('says so to whoever has opened it, with a random nonce and nothing else', async () => {
    const { windows } = await createConnectStage({ hello: false })
    expect(windows.said).toEqual([
      { type: 'mfa-manager:ready', protocols: [1], nonce: expect.stringMatching(/^[\w-]{22}$/) },
    ])
    const other = await createConnectStage({ hello: false })
    expect(other.windows.said).not.toEqual(windows.said)
  })

  it('says it every 500 ms, for 60 s, and then gives up', async () => {
    const { windows, timeline, connection } = await createConnectStage({ hello: false })
    timeline.advance(499)
    expect(windows.said).toHaveLength(1)
    timeline.advance(1)
    expect(windows.said).toHaveLength(2)
    expect(windows.said[1]).toEqual(windows.said[0])
    timeline.advance(59_499)
    expect(windows.said).toHaveLength(120)
    expect(connection.state()).toEqual({ phase: 'waiting' })
    timeline.advance(60_000)
    await tasks()
    expect(windows.said).toHaveLength(120)
    expect(connection.state()).toEqual({ phase: 'silent' })
    expect(timeline.running(), 'no timer is left').toBe(0)
  })

  it('stops when its opener is closed', async () => {
    const { windows, timeline, connection } = await createConnectStage({ hello: false })
    windows.closeSite()
    timeline.advance(500)
    await tasks()
    expect(connection.state()).toEqual({ phase: 'silent' })
  })

  it('stops when it is itself closed', async () => {
    const { connection, timeline } = await createConnectStage({ hello: false })
    connection.stop()
    await tasks()
    expect(timeline.running()).toBe(0)
  })

  it('without an opener has nobody to talk to', async () => {
    const { windows, connection } = await createConnectStage({ hello: false, hasOpener: false })
    await tasks()
    expect(connection.state()).toEqual({ phase: 'no-opener' })
    expect(windows.said).toEqual([])
  })
})

describe('a hello', () => {
  it('is answered with a challenge to its origin, and after the response with a welcome', async () => {
    const { site, connection } = await createOpenStage({ hello: { name: 'Deploy console' } })
    expect(site.received).toEqual([{ type: 'mfa-manager:welcome', protocol: 1, version: '9.9.9' }])
    expect(site.challenges).toEqual([expect.stringMatching(/^[\w-]{22}$/)])
    expect(connection.state()).toMatchObject({
      phase: 'open',
      site: { origin: siteOrigin, name: 'Deploy console' },
      session: { isGranted: false, accounts: [], isLocked: false, requests: [], subscriptions: 0 },
    })
  })

  it('ends the greeting', async () => {
    const { windows, timeline } = await createOpenStage()
    const greetings = windows.said.length
    timeline.advance(60_000)
    expect(windows.said).toHaveLength(greetings)
  })

  it.each([
    ['is cut after 60 characters', 'x'.repeat(61), 'x'.repeat(60)],
    ['loses characters that turn the text around', 'Bank\u202egro.live', 'Bankgro.live'],
    ['loses controls and stays in one line', 'A\u0000B\r\nC', 'AB C'],
    ['stays what it is, markup and all', '<b>Bank</b>', '<b>Bank</b>'],
    ['is counted in characters', '🦊'.repeat(61), '🦊'.repeat(60)],
    ['of nothing visible is none', '\u200b \u200b', undefined],
  ])('whose name %s', async (_what, name, shown) => {
    const { connection } = await createOpenStage({ hello: { name } })
    expect(connection.state()).toMatchObject({ site: { name: shown } })
  })

  it('without a response gets no welcome', async () => {
    const stage = await createConnectStage({ hello: false })
    await tasks()
    stage.site.ignoreChallenges()
    stage.site.sayHello()
    await tasks()
    expect(stage.site.challenges).toHaveLength(1)
    stage.timeline.advance(10_000)
    await tasks()
    expect(stage.site.received).toEqual([])
    expect(stage.connection.state()).toEqual({ phase: 'silent' })
  })

  it.each([
    ['another text', { challenge: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['no text', { challenge: 5 }],
    ['more than there should be', { extra: true }],
  ])('with %s in the response gets no welcome', async (_what, members) => {
    const stage = await createConnectStage({ hello: false })
    await tasks()
    stage.site.ignoreChallenges()
    const port = stage.site.sayHello()
    await tasks()
    port.postMessage({ type: 'mfa-manager:response', challenge: stage.site.challenges[0], ...members })
    await tasks()
    expect(stage.site.received).toEqual([])
  })

  it('gets no welcome before the vault is there', async () => {
    let arrive = () => {}
    const later = new Promise<void>((resolve) => (arrive = resolve))
    const stage = await createConnectStage({ vaultAfter: () => later })
    await tasks()
    expect(stage.site.received).toEqual([])
    arrive()
    expect(await stage.site.greeted()).toMatchObject({ type: 'mfa-manager:welcome' })
  })

  it('gets none at all where the vault does not load, and the port is closed', async () => {
    const stage = await createConnectStage({ vaultAfter: () => Promise.reject(new Error('a chunk is missing')) })
    await expect.poll(() => stage.connection.state()).toEqual({ phase: 'failed' })
    expect(stage.site.received).toEqual([])
  })

  it('fault 39: from the same origin again changes nothing', async () => {
    const { site, connection } = await createOpenStage()
    site.sayHello()
    await site.settle()
    expect(connection.state()).toMatchObject({ phase: 'open' })
    expect(site.challenges).toHaveLength(1)
  })

  it('fault 39: from another origin ends the session, whatever it says', async () => {
    const { site, windows, connection } = await createOpenStage()
    windows.dispatchToPopup({ origin: 'https://evil.example', data: { type: 'mfa-manager:hello' } })
    expect(connection.state()).toMatchObject({ phase: 'ended', reason: 'navigated' })
    expect(await site.notified('session.ended')).toMatchObject({ params: { reason: 'navigated' } })
  })

  it('fault 39: from another origin before the response ends it before it has begun', async () => {
    const stage = await createConnectStage({ hello: false })
    await tasks()
    stage.site.ignoreChallenges()
    stage.site.sayHello()
    await tasks()
    stage.windows.dispatchToPopup({ origin: 'https://evil.example', data: { type: 'mfa-manager:hello' } })
    await tasks()
    expect(stage.connection.state()).toEqual({ phase: 'silent' })
    expect(stage.site.received).toEqual([])
  })

  it('fault 42: reads nothing from the address of the popup', async () => {
    const read: string[] = []
    const location = {
      origin: appOrigin,
      get hash() {
        read.push('hash')
        return '#allow'
      },
      get search() {
        read.push('search')
        return '?allow'
      },
    }
    const stage = await createConnectStage({ location })
    await stage.site.greeted()
    expect(read).toEqual([])
  })
})

describe('a site that is refused', () => {
  it.each([
    ['fault 37', 'http://deploy.example', 'insecure-origin'],
    ['fault 37', 'chrome-extension://abcdefghijklmnop', 'insecure-origin'],
    ['fault 37', 'file://', 'opaque-origin'],
    ['fault 37', 'null', 'opaque-origin'],
    ['fault 37', appOrigin, 'own-origin'],
  ])('%s: %s is told %s', async (_fault, origin, reason) => {
    const { site, connection } = await createConnectStage({ origins: { site: origin } })
    expect(await site.greeted()).toEqual({ type: 'mfa-manager:refused', reason })
    expect(connection.state()).toEqual({ phase: 'refused', origin, reason })
    expect(site.challenges).toEqual([])
  })

  it('because of its protocol is told so', async () => {
    const { site } = await createConnectStage({ hello: { protocol: 2 } })
    expect(await site.greeted()).toEqual({ type: 'mfa-manager:refused', reason: 'unsupported-protocol' })
  })

  it('gets nothing else through its port', async () => {
    const { site } = await createConnectStage({ hello: { protocol: 2 } })
    await site.greeted()
    site.send({ jsonrpc: '2.0', id: 1, method: 'session.info' })
    await tasks()
    expect(site.received).toHaveLength(1)
  })

  it.each(['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]', 'https://example.com.'])(
    'is not one at %s',
    async (origin) => {
      const { site } = await createConnectStage({ origins: { site: origin } })
      expect(await site.greeted()).toMatchObject({ type: 'mfa-manager:welcome' })
    },
  )
})

describe('fault 46: one session at a time', () => {
  it('keeps the second popup out, and lets it in when the first has ended', async () => {
    const locks = createLocks()
    const first = await createOpenStage({ locks })
    expect(locks.asked).toEqual(['mfa-manager-connect'])
    const second = await createConnectStage({ locks })
    expect(await second.site.greeted()).toEqual({ type: 'mfa-manager:refused', reason: 'busy' })
    first.connection.stop()
    await expect.poll(() => locks.held.size).toBe(0)
    const third = await createConnectStage({ locks })
    expect(await third.site.greeted()).toMatchObject({ type: 'mfa-manager:welcome' })
  })

  it('lets the lock go where a site does not prove itself', async () => {
    const locks = createLocks()
    const stage = await createConnectStage({ locks, hello: false })
    await tasks()
    stage.site.ignoreChallenges()
    stage.site.sayHello()
    await tasks()
    expect(locks.held.size).toBe(1)
    stage.timeline.advance(10_000)
    await expect.poll(() => locks.held.size).toBe(0)
  })

  it('a hundred popups are one session', async () => {
    const locks = createLocks()
    const stages = await Promise.all(
      Array.from({ length: 100 }, () => createConnectStage({ locks, drafts: [], isEmpty: true })),
    )
    const types = await Promise.all(stages.map(async ({ site }) => (await site.greeted())['type']))
    expect(types.filter((type) => type === 'mfa-manager:welcome')).toHaveLength(1)
  })

  it('a browser that refuses to tell counts as busy', async () => {
    const locks: ConnectLocks = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) }
    const { site } = await createConnectStage({ locks })
    expect(await site.greeted()).toEqual({ type: 'mfa-manager:refused', reason: 'busy' })
  })
})
