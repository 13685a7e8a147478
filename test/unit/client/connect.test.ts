import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MfaError, type ConnectOptions } from '../../../src/client/connect.ts'
import { connectFrom, type MfaSession } from '../../../src/client/session.ts'
import { createBarePopup, type BarePopup } from '../../support/bare-popup.ts'
import { createTimeline, type Timeline } from '../../support/timeline.ts'
import { appOrigin, createTwoWindows, type TwoWindows } from '../../support/two-windows.ts'

let timeline: Timeline
let windows: TwoWindows
let popup: BarePopup

beforeEach(() => {
  timeline = createTimeline()
  windows = createTwoWindows(timeline)
  popup = createBarePopup(windows)
})
afterEach(() => windows.dispose())

const tasks = async () => {
  for (let round = 0; round < 5; round++) await new Promise((resolve) => setImmediate(resolve))
}
const connecting = (options?: ConnectOptions) => connectFrom(windows.siteWindow, appOrigin, options)

async function connected(options?: ConnectOptions): Promise<MfaSession> {
  const session = connecting(options)
  await popup.welcome()
  return session
}

/** What a promise is rejected with. */
const refusalOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error('it was not refused')
    },
    (error: unknown) => error,
  )

describe('connect', () => {
  it.each([
    ['https://mfa.example.org/', 'https://mfa.example.org/connect.html'],
    ['https://mfa.example.org', 'https://mfa.example.org/connect.html'],
    ['https://mfa.example.org/tools/mfa', 'https://mfa.example.org/tools/mfa/connect.html'],
    ['https://mfa.example.org/tools/mfa/?a=1#b', 'https://mfa.example.org/tools/mfa/connect.html'],
    [new URL('http://localhost:5000/'), 'http://localhost:5000/connect.html'],
  ])('opens the popup of the app at %s, before anything is awaited', (appUrl, url) => {
    connectFrom(windows.siteWindow, appUrl).catch(() => {})
    expect(windows.opened).toEqual([[url, '', 'popup,width=480,height=720']])
  })

  it('says hello once for each nonce, with one port and nothing that is not asked for', async () => {
    connecting().catch(() => {})
    popup.ready()
    popup.ready()
    await tasks()
    expect(popup.hellos.map(({ data }) => data)).toEqual([{ type: 'mfa-manager:hello', protocol: 1, nonce: 'a nonce' }])
  })

  it('tells its name where it has one', async () => {
    connecting({ name: 'Deploy console' }).catch(() => {})
    popup.ready()
    await tasks()
    expect(popup.hellos[0]?.data).toMatchObject({ name: 'Deploy console' })
  })

  it('says hello again to a popup that was loaded again', async () => {
    const session = connecting()
    popup.ready({ nonce: 'another nonce' })
    await tasks()
    await popup.welcome()
    expect((await session).version).toBe('1.2.3')
    expect(popup.hellos.map(({ data }) => data['nonce'])).toEqual(['another nonce', 'a nonce'])
  })

  it('answers challenges through its port, before and after the welcome', async () => {
    await connected()
    popup.post({ type: 'mfa-manager:challenge', challenge: 'once more' })
    expect(await popup.next(({ challenge }) => challenge === 'once more')).toEqual({
      type: 'mfa-manager:response',
      challenge: 'once more',
    })
  })

  it('listens to nobody but its popup', async () => {
    connecting().catch(() => {})
    const ready = { type: 'mfa-manager:ready', protocols: [1], nonce: 'forged' }
    windows.dispatchToSite({ data: ready, source: null, origin: appOrigin })
    windows.dispatchToSite({ data: ready, source: {}, origin: appOrigin })
    windows.dispatchToSite({ data: ready, source: windows.popup, origin: 'https://evil.example' })
    windows.dispatchToSite({ data: null, source: windows.popup, origin: appOrigin })
    windows.dispatchToSite({ data: 'ready', source: windows.popup, origin: appOrigin })
    await tasks()
    expect(popup.hellos).toEqual([])
  })

  it('is refused where the browser blocks popups', async () => {
    windows.blockPopups()
    expect(await refusalOf(connecting())).toMatchObject({ name: 'MfaError', reason: 'popup-blocked' })
    expect(timeline.running()).toBe(0)
  })

  it.each(['busy', 'own-origin', 'insecure-origin', 'opaque-origin', 'unsupported-protocol'])(
    'is refused where the app says %s',
    async (refusal) => {
      const refused = refusalOf(connecting())
      popup.ready()
      await tasks()
      popup.send({ type: 'mfa-manager:refused', reason: refusal })
      expect(await refused).toMatchObject({ reason: 'refused', refusal })
      expect(timeline.running()).toBe(0)
    },
  )

  it('fault 45: says that its page has a policy that severs popups, not that somebody closed it', async () => {
    const refused = refusalOf(connecting())
    timeline.advance(400)
    windows.closePopup()
    timeline.advance(200)
    expect(await refused).toMatchObject({ reason: 'cross-origin-isolated-opener' })
  })

  it.each([
    ['after two seconds', async () => timeline.advance(2000)],
    [
      'after it was ready',
      async () => {
        popup.ready()
        await tasks()
      },
    ],
  ])('says closed when the popup is closed %s', async (_when, before) => {
    const refused = refusalOf(connecting())
    await before()
    windows.closePopup()
    timeline.advance(200)
    expect(await refused).toMatchObject({ reason: 'closed' })
  })

  it('gives up after a minute, and closes the popup', async () => {
    const refused = refusalOf(connecting())
    timeline.advance(59_999)
    expect(windows.popup.closed).toBe(false)
    timeline.advance(1)
    expect(await refused).toMatchObject({ reason: 'timeout' })
    expect(windows.popup.closed).toBe(true)
    expect(timeline.running()).toBe(0)
  })

  it('is ended by its signal, with the reason of the signal, and closes the popup', async () => {
    const abort = new AbortController()
    const refused = refusalOf(connecting({ signal: abort.signal }))
    abort.abort(new Error('changed my mind'))
    expect(await refused).toEqual(new Error('changed my mind'))
    expect(windows.popup.closed).toBe(true)
  })

  it('opens nothing where its signal was aborted before', async () => {
    expect(await refusalOf(connecting({ signal: AbortSignal.abort() }))).toMatchObject({ name: 'AbortError' })
    expect(windows.opened).toEqual([])
  })

  it('leaves the session alone when its signal is aborted afterwards', async () => {
    const abort = new AbortController()
    const session = await connected({ signal: abort.signal })
    abort.abort()
    const info = session.session.info()
    await popup.answer('session.info', { result: { version: '1.2.3', protocol: 1, granted: 0 } })
    expect(await info).toEqual({ version: '1.2.3', protocol: 1, granted: 0 })
  })
})

describe('a call', () => {
  it.each([
    ['codes.list', (session: MfaSession) => session.codes.list(), {}],
    ['codes.list', (session: MfaSession) => session.codes.list({ query: 'github' }), { query: 'github' }],
    ['codes.get', (session: MfaSession) => session.codes.get({ id: 'x' }), { id: 'x' }],
    ['accounts.add', (session: MfaSession) => session.accounts.add({ uri: 'otpauth://x' }), { uri: 'otpauth://x' }],
    ['vault.export', (session: MfaSession) => session.vault.export(), {}],
    ['session.info', (session: MfaSession) => session.session.info(), {}],
  ])('%s is a request, and its result comes back', async (method, call, params) => {
    const session = await connected()
    const called = call(session)
    const request = await popup.answer(method, { result: { some: 'thing' } })
    expect(request).toEqual({ jsonrpc: '2.0', id: expect.any(Number), method, params })
    expect(await called).toEqual({ some: 'thing' })
  })

  it('gets its own answer, in whatever order they come', async () => {
    const session = await connected()
    const calls = [session.codes.get({ id: 'a' }), session.codes.get({ id: 'b' })]
    const requests = await Promise.all(
      ['a', 'b'].map((id) => popup.next(({ params }) => (params as { id?: string })?.id === id)),
    )
    for (const { id, params } of requests.toReversed()) popup.send({ jsonrpc: '2.0', id, result: params })
    expect(await Promise.all(calls)).toEqual([{ id: 'a' }, { id: 'b' }])
  })

  it('is rejected with what the app says', async () => {
    const session = await connected()
    const refused = refusalOf(session.codes.list())
    const data = { reason: 'rate-limited', retryAfterMs: 250 }
    await popup.answer('codes.list', { error: { code: -32004, message: 'Too many requests', data } })
    const error = await refused
    expect(error).toBeInstanceOf(MfaError)
    expect(error).toMatchObject({
      name: 'MfaError',
      message: 'Too many requests',
      reason: 'rate-limited',
      code: -32004,
      retryAfterMs: 250,
      path: undefined,
    })
  })

  it('is ended by its signal, and its late answer is dropped', async () => {
    const session = await connected()
    const abort = new AbortController()
    const refused = refusalOf(session.codes.list({}, { signal: abort.signal }))
    const { id } = await popup.next(({ method }) => method === 'codes.list')
    abort.abort()
    expect(await refused).toMatchObject({ name: 'AbortError' })
    popup.send({ jsonrpc: '2.0', id, result: { codes: [] } })
    popup.send({ jsonrpc: '2.0', id: 'unknown', result: {} })
    const info = session.session.info()
    await popup.answer('session.info', { result: { granted: 0 } })
    expect(await info).toEqual({ granted: 0 })
  })

  it('is not made where its signal was aborted before', async () => {
    const session = await connected()
    const count = popup.received.length
    expect(await refusalOf(session.codes.list({}, { signal: AbortSignal.abort() }))).toMatchObject({
      name: 'AbortError',
    })
    await tasks()
    expect(popup.received).toHaveLength(count)
  })

  it.each([
    [
      'the popup is closed',
      () => {
        windows.closePopup()
        timeline.advance(200)
      },
    ],
    ['the popup is loaded again', () => popup.ready({ nonce: 'another nonce' })],
    [
      'the session is ended',
      () => popup.send({ jsonrpc: '2.0', method: 'session.ended', params: { reason: 'revoked' } }),
    ],
  ])('is rejected when %s, like every one after it', async (_what, happen) => {
    const session = await connected()
    const refused = refusalOf(session.codes.list())
    await popup.next(({ method }) => method === 'codes.list')
    happen()
    expect(await refused).toMatchObject({ reason: 'closed' })
    expect(await refusalOf(session.codes.list())).toMatchObject({ reason: 'closed' })
    expect(timeline.running(), 'nothing is watched any more').toBe(0)
  })
})

describe('notifications', () => {
  it('are heard until they are not wanted any more', async () => {
    const session = await connected()
    const heard: string[] = []
    const stop = session.on('vault.locked', () => heard.push('locked'))
    session.on('vault.unlocked', () => heard.push('unlocked'))
    session.on('session.ended', ({ reason }) => heard.push(reason))
    popup.send({ jsonrpc: '2.0', method: 'vault.locked' })
    await expect.poll(() => heard).toEqual(['locked'])
    stop()
    popup.send({ jsonrpc: '2.0', method: 'vault.locked' })
    popup.send({ jsonrpc: '2.0', method: 'vault.unlocked' })
    popup.send({ jsonrpc: '2.0', method: 'something.new' })
    popup.send({ jsonrpc: '2.0', method: 'session.ended', params: { reason: 'navigated' } })
    await expect.poll(() => heard).toEqual(['locked', 'unlocked', 'navigated'])
  })
})

describe('codes.watch', () => {
  const update = (code: string, subscription = 's') => ({
    jsonrpc: '2.0',
    method: 'codes.update',
    params: { subscription, codes: [{ code }] },
  })

  it('yields updates as they come, and unsubscribes when the loop is left', async () => {
    const session = await connected()
    const seen: unknown[] = []
    const loop = (async () => {
      for await (const { codes } of session.codes.watch({ ids: ['a'] })) {
        seen.push(codes[0]?.code)
        if (seen.length === 2) break
      }
    })()
    const request = await popup.answer('codes.subscribe', { result: { subscription: 's' } })
    expect(request['params']).toEqual({ ids: ['a'] })
    popup.send(update('111111'))
    await expect.poll(() => seen).toEqual(['111111'])
    popup.send(update('999999', 'of another subscription'))
    popup.send(update('222222'))
    await loop
    expect(seen).toEqual(['111111', '222222'])
    expect(await popup.next(({ method }) => method === 'codes.unsubscribe')).toMatchObject({
      params: { subscription: 's' },
    })
  })

  it('gives a slow loop the newest update only', async () => {
    const session = await connected()
    const codes = session.codes.watch()
    const first = codes.next()
    await popup.answer('codes.subscribe', { result: { subscription: 's' } })
    popup.send(update('111111'))
    expect((await first).value).toMatchObject({ codes: [{ code: '111111' }] })
    for (const code of ['222222', '333333', '444444']) popup.send(update(code))
    const info = session.session.info()
    await popup.answer('session.info', { result: {} })
    await info
    expect((await codes.next()).value).toMatchObject({ codes: [{ code: '444444' }] })
    await codes.return()
  })

  it('throws what subscribing is refused with', async () => {
    const session = await connected()
    const next = refusalOf(session.codes.watch().next())
    await popup.answer('codes.subscribe', { error: { code: -32002, message: 'Denied', data: { reason: 'denied' } } })
    expect(await next).toMatchObject({ reason: 'denied' })
  })

  it.each([
    ['the reason of its signal', (abort: AbortController) => abort.abort(new Error('enough')), { message: 'enough' }],
    [
      'closed, when the session ends',
      () => popup.send({ jsonrpc: '2.0', method: 'session.ended', params: { reason: 'revoked' } }),
      { reason: 'closed' },
    ],
  ])('throws %s', async (_what, happen, error) => {
    const session = await connected()
    const abort = new AbortController()
    const next = refusalOf(session.codes.watch({}, { signal: abort.signal }).next())
    await popup.answer('codes.subscribe', { result: { subscription: 's' } })
    await tasks()
    happen(abort)
    expect(await next).toMatchObject(error)
  })

  it('ends when this side closes the session', async () => {
    const session = await connected()
    const next = session.codes.watch().next()
    await popup.answer('codes.subscribe', { result: { subscription: 's' } })
    const closed = session.close()
    await popup.answer('session.close', { result: {} })
    await closed
    expect(await next).toEqual({ done: true, value: undefined })
  })
})

describe('close', () => {
  it('asks the popup to close, and leaves that to it', async () => {
    const session = await connected()
    const closed = session.close()
    await popup.answer('session.close', { result: {} })
    await closed
    expect(windows.popup.closed).toBe(false)
    expect(timeline.running()).toBe(0)
    expect(await refusalOf(session.codes.list())).toMatchObject({ reason: 'closed' })
  })

  it('closes the popup itself where it has no session any more', async () => {
    const session = await connected()
    popup.send({ jsonrpc: '2.0', method: 'session.ended', params: { reason: 'revoked' } })
    await refusalOf(session.codes.list())
    await session.close()
    expect(windows.popup.closed).toBe(true)
  })
})

describe('an MfaError', () => {
  it('is an Error with a name that survives minification', () => {
    const error = new MfaError('closed', 'The popup was closed')
    expect([error instanceof Error, error.name, String(error)]).toEqual([
      true,
      'MfaError',
      'MfaError: The popup was closed',
    ])
  })
})
