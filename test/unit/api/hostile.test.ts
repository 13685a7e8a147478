import { describe, expect, it } from 'vitest'
import { hotpDraft, totpDraft } from '../../support/drafts.ts'
import {
  checkEveryMessage,
  createConnectStage,
  createGrantedStage,
  createOpenStage,
  type ConnectStage,
} from '../../support/connect-stage.ts'
import { appOrigin, siteOrigin, type Delivered } from '../../support/two-windows.ts'

checkEveryMessage()

const tasks = async () => {
  for (let round = 0; round < 5; round++) await new Promise((resolve) => setImmediate(resolve))
}

const hello = (nonce: unknown, members: object = {}) => ({ type: 'mfa-manager:hello', protocol: 1, nonce, ...members })
const port = () => new MessageChannel().port2

/** What a test may forge of a message to the popup's window. */
type Forged = Omit<Partial<Delivered>, 'ports'> & { readonly ports?: readonly MessagePort[] }

/** A hello that is right in everything but one thing. Each is as if it had not come. */
const ignoredHellos: readonly (readonly [what: string, forge: (nonce: string, stage: ConnectStage) => Forged])[] = [
  ['fault 38: made by a script, not by the browser', () => ({ isTrusted: false })],
  ['fault 38: from another window', () => ({ source: { closed: false, postMessage: () => {} } })],
  ['fault 38: from no window', () => ({ source: null })],
  ['fault 38: from the popup itself', (_nonce, { windows }) => ({ source: windows.popup })],
  ['fault 40: without a port', () => ({ ports: [] })],
  ['fault 40: with two ports', () => ({ ports: [port(), port()] })],
  ['fault 40: with another nonce', () => ({ data: hello('AAAAAAAAAAAAAAAAAAAAAA') })],
  ['fault 40: with no nonce', () => ({ data: { type: 'mfa-manager:hello', protocol: 1 } })],
  ['fault 40: with a nonce in a list', (nonce) => ({ data: hello([nonce]) })],
  ['fault 40: with a key too many', (nonce) => ({ data: hello(nonce, { allow: true }) })],
  ['fault 40: with an origin of its own', (nonce) => ({ data: hello(nonce, { origin: appOrigin }) })],
  [
    'fault 40: with a key named __proto__',
    (nonce) => ({
      data: JSON.parse(JSON.stringify(hello(nonce)).replace('{', '{"__proto__":{"name":"x"},')) as object,
    }),
  ],
  ['fault 40: with a name of 10 MB', (nonce) => ({ data: hello(nonce, { name: 'x'.repeat(10_000_000) }) })],
  ['fault 40: with half a surrogate pair in its name', (nonce) => ({ data: hello(nonce, { name: 'A\ud800' }) })],
  ['fault 40: with a name that is a list', (nonce) => ({ data: hello(nonce, { name: ['Bank'] }) })],
  ['fault 40: with a protocol in words', (nonce) => ({ data: hello(nonce, { protocol: '1' }) })],
  ['fault 40: with half a protocol', (nonce) => ({ data: hello(nonce, { protocol: 1.5 }) })],
  ['of another type', (nonce) => ({ data: { ...hello(nonce), type: 'mfa-manager:ready' } })],
  ['that is a text', (nonce) => ({ data: JSON.stringify(hello(nonce)) })],
  ['that is a list', (nonce) => ({ data: [hello(nonce)] })],
  ['that is a Map', (nonce) => ({ data: new Map(Object.entries(hello(nonce))) })],
  ['that is nothing', () => ({ data: null })],
]

describe('a hello is ignored', () => {
  it.each(ignoredHellos)('%s', async (_what, forge) => {
    const stage = await createConnectStage({ hello: false })
    await tasks()
    const nonce = stage.site.nonce()
    const said = stage.windows.said.length
    stage.windows.dispatchToPopup({ origin: siteOrigin, data: hello(nonce), ports: [port()], ...forge(nonce, stage) })
    await tasks()
    expect(stage.windows.said).toHaveLength(said)
    expect(stage.connection.state()).toEqual({ phase: 'waiting' })
    stage.site.sayHello()
    expect(await stage.site.greeted(), 'and the next one is not').toMatchObject({ type: 'mfa-manager:welcome' })
  })

  it('fault 38: and so is every message of the window once there is a session', async () => {
    const stage = await createOpenStage()
    const nonce = stage.site.nonce()
    for (const data of [hello(nonce), { type: 'mfa-manager:response', challenge: 'x' }, null, 'close', 7]) {
      stage.windows.dispatchToPopup({ data, ports: [port()] })
      stage.windows.dispatchToPopup({ data, source: null, origin: 'https://evil.example' })
    }
    await stage.site.settle()
    expect(stage.connection.state()).toMatchObject({ phase: 'open' })
  })
})

const request = (members: object) => ({ jsonrpc: '2.0', id: 1, method: 'codes.list', ...members })
const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) })
const cyclic = () => {
  const circle: Record<string, unknown> = {}
  circle['again'] = circle
  return circle
}
/** A list that is as long as it says and has nothing in it. */
const emptyList = (length: number) => Object.assign([], { length })
const bushy = () => {
  let tree: object = {}
  for (let level = 0; level < 14; level++) tree = { a: tree, b: tree, c: tree, d: tree }
  return tree
}

type RefusedMessage = readonly [what: string, message: () => unknown, reason: string, path?: string]

/** Messages that are no request, what each is answered with, and where the fault is. */
const refusedMessages: readonly RefusedMessage[] = [
  ['fault 40: a request of 64 KiB and one byte', () => sized(65_537), 'too-large'],
  ['fault 40: a text of 10 MB', () => request({ params: { query: 'x'.repeat(10_000_000) } }), 'too-large'],
  [
    'fault 40: a list that claims four thousand million elements',
    () => request({ params: { ids: emptyList(2 ** 32 - 1) } }),
    'too-large',
  ],
  ['fault 40: a tree of 4^14 branches that are one object', () => request({ params: bushy() }), 'too-large'],
  [
    'fault 40: a text that grows beyond the limit as JSON',
    () => request({ params: { query: '\u0001'.repeat(20_000) } }),
    'too-large',
  ],
  ['fault 40: half a surrogate pair', () => request({ params: { query: '\udc00' } }), 'parse', 'params.query'],
  ['fault 40: half a surrogate pair in a name', () => request({ params: { ['\ud800']: 1 } }), 'parse', 'params'],
  [
    'a cycle',
    () => request({ params: cyclic() }),
    'parse',
    'params.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again',
  ],
  [
    'an object twenty levels deep',
    () => request({ params: deep(20) }),
    'parse',
    'params.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a',
  ],
  ['a typed array', () => request({ params: { query: new Uint8Array(4) } }), 'parse', 'params.query'],
  ['a buffer', () => request({ params: { query: new ArrayBuffer(4) } }), 'parse', 'params.query'],
  ['a Map', () => request({ params: new Map([['query', 'x']]) }), 'parse', 'params'],
  ['a Set', () => request({ params: { ids: new Set(['x']) } }), 'parse', 'params.ids'],
  ['a Date', () => request({ params: { query: new Date(0) } }), 'parse', 'params.query'],
  ['a regular expression', () => request({ params: { query: /(a+)+$/ } }), 'parse', 'params.query'],
  ['an error', () => request({ params: { query: new Error('x') } }), 'parse', 'params.query'],
  ['a large integer', () => request({ params: { query: 10n } }), 'parse', 'params.query'],
  ['not a number', () => request({ params: { query: Number.NaN } }), 'parse', 'params.query'],
  ['a boxed text', () => request({ params: { query: Object('x') as unknown } }), 'parse', 'params.query'],
  [
    'a list with holes',
    () => request({ params: { ids: Object.assign(emptyList(2), { 1: 'x' }) } }),
    'parse',
    'params.ids',
  ],
  ['a list with members', () => request({ params: { ids: Object.assign(['x'], { more: 1 }) } }), 'parse', 'params.ids'],
  ['another version of JSON-RPC', () => request({ jsonrpc: '1.0' }), 'invalid-request', 'jsonrpc'],
  ['no version of JSON-RPC', () => ({ id: 1, method: 'codes.list' }), 'invalid-request', 'jsonrpc'],
  ['no method', () => ({ jsonrpc: '2.0', id: 1 }), 'invalid-request', 'method'],
  ['a method that is a list', () => request({ method: ['codes.list'] }), 'invalid-request', 'method'],
  ['a member that JSON-RPC does not have', () => request({ origin: appOrigin }), 'invalid-request', 'origin'],
  ['params that are a text', () => request({ params: 'query' }), 'invalid-request', 'params'],
  ['params that are null', () => request({ params: null }), 'invalid-request', 'params'],
  ['an unknown method', () => request({ method: 'vault.unlock' }), 'unknown-method', 'method'],
  ['a method that every object has', () => request({ method: 'constructor' }), 'unknown-method', 'method'],
  ['a method named __proto__', () => request({ method: '__proto__' }), 'unknown-method', 'method'],
  ['a notification of ours', () => request({ method: 'codes.update' }), 'unknown-method', 'method'],
  ['params by position', () => request({ params: ['github'] }), 'invalid-params', 'params'],
  ['a param that the method does not have', () => request({ params: { limit: 5 } }), 'invalid-params', 'params.limit'],
  [
    'a param named __proto__',
    () => request({ params: JSON.parse('{"__proto__":{"query":"x"}}') as unknown }),
    'invalid-params',
    'params.__proto__',
  ],
  [
    'a param named constructor',
    () => request({ params: { constructor: { prototype: { granted: true } } } }),
    'invalid-params',
    'params.constructor',
  ],
  ['a query that is a number', () => request({ params: { query: 5 } }), 'invalid-params', 'params.query'],
  [
    'a query that is an object',
    () => request({ params: { query: { toString: 'x' } } }),
    'invalid-params',
    'params.query',
  ],
  ['a query without end', () => request({ params: { query: 'x'.repeat(300) } }), 'invalid-params', 'params.query'],
  ['no id of an account', () => request({ method: 'codes.get' }), 'invalid-params', 'params.id'],
  [
    'an id of an account that is a list',
    () => request({ method: 'codes.get', params: { id: ['x'] } }),
    'invalid-params',
    'params.id',
  ],
  [
    'ids that are a text',
    () => request({ method: 'codes.subscribe', params: { ids: 'x' } }),
    'invalid-params',
    'params.ids',
  ],
  [
    'ids with a number among them',
    () => request({ method: 'codes.subscribe', params: { ids: ['x', 5] } }),
    'invalid-params',
    'params.ids[1]',
  ],
  [
    'no subscription',
    () => request({ method: 'codes.unsubscribe', params: {} }),
    'invalid-params',
    'params.subscription',
  ],
  [
    'params where there are none',
    () => request({ method: 'vault.export', params: { passphrase: 'mine' } }),
    'invalid-params',
    'params.passphrase',
  ],
  ['no link', () => request({ method: 'accounts.add' }), 'invalid-params', 'params.uri'],
  [
    'a link to a web page',
    () => request({ method: 'accounts.add', params: { uri: 'javascript:alert(1)' } }),
    'invalid-params',
    'params.uri',
  ],
  [
    'a link without a secret',
    () => request({ method: 'accounts.add', params: { uri: 'otpauth://totp/x' } }),
    'invalid-params',
    'params.uri',
  ],
  [
    'a link of an unknown type',
    () => request({ method: 'accounts.add', params: { uri: 'otpauth://xotp/x?secret=GEZDGNBV' } }),
    'unsupported',
  ],
  [
    'a link of an unknown algorithm',
    () => request({ method: 'accounts.add', params: { uri: 'otpauth://totp/x?secret=GEZDGNBV&algorithm=MD5' } }),
    'unsupported',
  ],
]

/** A request that is this many bytes long as JSON. */
function sized(bytes: number): object {
  const empty = JSON.stringify(request({ params: { query: '' } })).length
  return request({ params: { query: 'x'.repeat(bytes - empty) } })
}

const codes: Readonly<Record<string, number>> = {
  parse: -32700,
  'invalid-request': -32600,
  'unknown-method': -32601,
  'invalid-params': -32602,
  'too-large': -32005,
  unsupported: -32006,
}

describe('a message is refused, and neither the person nor the vault hears of it', () => {
  const rows = refusedMessages.map((row) => [row[0], row] as const)

  it.each(rows)('%s', async (_what, [, message, reason, path]) => {
    const stage = await createOpenStage()
    const before = JSON.stringify([stage.vault.accounts(), stage.vault.requests()])
    stage.site.send(message())
    const answer = await stage.site.next(({ id }) => id === 1)
    expect(answer).toEqual({
      jsonrpc: '2.0',
      id: 1,
      error: {
        code: codes[reason],
        message: expect.any(String),
        data: { reason, ...(path !== undefined && { path }) },
      },
    })
    await stage.site.settle()
    expect(stage.person.asked).toEqual([])
    expect(JSON.stringify([stage.vault.accounts(), stage.vault.requests()])).toBe(before)
    expect(stage.connection.state(), 'the session goes on').toMatchObject({ phase: 'open' })
    expect(Object.prototype).not.toHaveProperty('query')
  })

  it('has at least forty ways to be wrong', () => {
    expect(refusedMessages.length + ignoredHellos.length).toBeGreaterThanOrEqual(40)
  })
})

describe('a message without an id that could be answered', () => {
  it.each([
    ['a text', '{"jsonrpc":"2.0","id":1,"method":"codes.list"}'],
    ['a number', 7],
    ['nothing', null],
    ['a batch', [request({})]],
    ['a typed array', new Uint8Array(8)],
    ['a Map', new Map([['id', 1]])],
    ['a request without an id', { jsonrpc: '2.0', method: 'codes.list' }],
    ['an end without an id', { jsonrpc: '2.0', method: 'session.close' }],
    ['an answer', { jsonrpc: '2.0', result: {} }],
    ['a late response to no challenge', { type: 'mfa-manager:response', challenge: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['an inherited id', Object.create({ id: 1 }) as object],
  ])('%s is dropped', async (_what, message) => {
    const stage = await createOpenStage()
    const before = stage.site.received.length
    stage.site.send(message)
    await stage.site.settle()
    expect(stage.site.received).toHaveLength(before + 1)
    expect(stage.person.asked).toEqual([])
    expect(stage.connection.state()).toMatchObject({ phase: 'open' })
  })

  it.each([
    ['null', null],
    ['an object', {}],
    ['true', true],
    ['a text without end', 'x'.repeat(129)],
  ])('%s as an id is answered with null, as JSON-RPC has it', async (_what, id) => {
    const { site } = await createOpenStage()
    site.send(request({ id }))
    const answer = await site.next((message) => message['id'] === null)
    expect(answer).toMatchObject({ error: { code: -32600, data: { reason: 'invalid-request', path: 'id' } } })
  })

  it('getters are gone before anybody looks: structured clone leaves their value', async () => {
    const { site } = await createOpenStage()
    let reads = 0
    const message = {
      jsonrpc: '2.0',
      id: 1,
      get method() {
        reads++
        return reads === 1 ? 'session.info' : 'vault.export'
      },
    }
    site.send(message)
    expect(await site.next(({ id }) => id === 1)).toMatchObject({ result: { protocol: 1 } })
    expect(reads).toBe(1)
  })
})

describe('what is just within the limits', () => {
  it('is answered: 64 KiB are not too large', async () => {
    const { site } = await createOpenStage()
    site.send(sized(65_536))
    expect(await site.next(({ id }) => id === 1)).toMatchObject({ error: { data: { path: 'params.query' } } })
  })

  it.each([
    ['a number', 0],
    ['a fraction', 1.5],
    ['an empty text', ''],
    ['a text of 128 characters', 'x'.repeat(128)],
  ])('%s is an id', async (_what, id) => {
    const { site } = await createOpenStage()
    site.send({ jsonrpc: '2.0', id, method: 'session.info' })
    expect(await site.next((message) => message['id'] === id)).toMatchObject({ result: { granted: 0 } })
  })

  it.each([
    ['no params', undefined],
    ['empty params', {}],
    ['params that are undefined inside', { query: undefined }],
  ])('%s are none', async (_what, params) => {
    const { site } = await createGrantedStage()
    site.send(request({ params }))
    expect(await site.next(({ id }) => id === 1)).toHaveProperty('result')
  })
})

describe('fault 46: too much at once', () => {
  it('is refused over thirty requests within a second, with the time to wait', async () => {
    const { site, timeline } = await createOpenStage()
    timeline.advance(5000)
    for (let id = 1; id <= 31; id++) site.send({ jsonrpc: '2.0', id, method: 'session.info' })
    expect(await site.next(({ id }) => id === 30)).toHaveProperty('result')
    expect(await site.next(({ id }) => id === 31)).toEqual({
      jsonrpc: '2.0',
      id: 31,
      error: {
        code: -32004,
        message: expect.any(String),
        data: { reason: 'rate-limited', retryAfterMs: 1000 },
      },
    })
    timeline.advance(1000)
    site.send({ jsonrpc: '2.0', id: 32, method: 'session.info' })
    expect(await site.next(({ id }) => id === 32)).toHaveProperty('result')
  })

  it('counts what is malformed as well', async () => {
    const { site } = await createOpenStage()
    for (let id = 1; id <= 31; id++) site.send({ jsonrpc: '2.0', id, method: 5 })
    expect(await site.next(({ id }) => id === 31)).toMatchObject({ error: { data: { reason: 'rate-limited' } } })
  })

  it('is refused where sixteen wait for the person', async () => {
    const { site, person, ids } = await createOpenStage({ drafts: [totpDraft(), hotpDraft()] })
    for (let id = 1; id <= 17; id++) site.send({ jsonrpc: '2.0', id, method: 'codes.list' })
    expect(await site.next(({ id }) => id === 17)).toMatchObject({
      error: { code: -32004, data: { reason: 'rate-limited', retryAfterMs: 1000 } },
    })
    ;(await person.question('read')).answer({ answer: 'once', accountIds: ids })
    for (let each = 1; each <= 16; each++) expect(await site.next(({ id }) => id === each)).toHaveProperty('result')
    expect(person.asked).toHaveLength(1)
  })

  it('a thousand messages leave the session as it was', async () => {
    const { site, connection, timeline } = await createOpenStage()
    for (let id = 0; id < 1000; id++) site.send({ jsonrpc: '2.0', id, method: 'codes.get', params: { id: {} } })
    await site.next(({ id }) => id === 999)
    timeline.advance(1000)
    await site.settle()
    expect(connection.state()).toMatchObject({ phase: 'open' })
  })
})
