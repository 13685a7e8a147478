import type { Code } from '../../src/api/protocol.ts'
import type { Delivered, TwoWindows } from './two-windows.ts'

/** A JSON-RPC answer or notification. */
export interface RpcMessage {
  readonly id?: unknown
  readonly method?: string
  readonly params?: { readonly subscription?: string; readonly codes?: readonly Record<string, unknown>[] } & Record<
    string,
    unknown
  >
  readonly result?: Record<string, unknown>
  readonly error?: { readonly code: number; readonly message: string; readonly data: Record<string, unknown> }
}

/** A site that was written from the contract alone: no code of the client library is in it. */
export interface BareSite {
  /** What came through the port, oldest first. */
  readonly received: readonly unknown[]
  /** Waits for the first message that fits, from the beginning of the conversation or from a place in it. */
  next(fits: (message: Record<string, unknown>) => boolean, from?: number): Promise<Record<string, unknown>>
  /** Waits for the popup's word on the handshake: a welcome or a refusal. */
  greeted(): Promise<Record<string, unknown>>
  /** Sends anything through the port. */
  send(message: unknown): void
  /** Sends a request with a new id and waits for its answer. */
  ask(method: string, params?: unknown): Promise<RpcMessage>
  /** Waits until the popup has worked off everything that was sent so far; nothing else can come after that by itself. */
  settle(): Promise<void>
  /** Waits for a notification. */
  notified(method: string, from?: number): Promise<RpcMessage>
  /** Stops to answer challenges. */
  ignoreChallenges(): void
  /** Another site's page, or a careless one, may say hello again. */
  sayHello(members?: Record<string, unknown>): MessagePort
  readonly challenges: readonly string[]
  readonly ready: readonly Delivered[]
  /** The nonce of the last greeting. */
  nonce(): string
  close(): void
}

/** @param hello - What to put in the hello beside or instead of what belongs there; `false`: say none. */
export function createBareSite(windows: TwoWindows, hello: Record<string, unknown> | false = {}): BareSite {
  const received: unknown[] = []
  const waiting = new Set<() => void>()
  const challenges: string[] = []
  const ready: Delivered[] = []
  let port: MessagePort | undefined
  let answersChallenges = true
  let lastId = 0

  const take = (message: unknown) => {
    received.push(message)
    for (const look of waiting) look()
  }
  const nonce = () => {
    const greeting = ready.at(-1)
    if (greeting === undefined) throw new Error('nobody has said ready')
    return (greeting.data as { readonly nonce: string }).nonce
  }
  const sayHello = (members: Record<string, unknown> = {}) => {
    const channel = new MessageChannel()
    channel.port1.addEventListener('message', ({ data }) => take(data))
    channel.port1.start()
    const message = { type: 'mfa-manager:hello', protocol: 1, nonce: nonce(), ...members }
    windows.popup.postMessage(message, '*', [channel.port2])
    port ??= channel.port1
    return channel.port1
  }
  windows.onSiteMessage((event) => {
    if (event.source !== windows.popup) return
    const { type, challenge } = event.data as { readonly type: string; readonly challenge: string }
    if (type === 'mfa-manager:ready') {
      ready.push(event)
      if (hello !== false && port === undefined) sayHello(hello)
    }
    if (type === 'mfa-manager:challenge') {
      challenges.push(challenge)
      if (answersChallenges) port?.postMessage({ type: 'mfa-manager:response', challenge })
    }
  })
  const next: BareSite['next'] = (fits, from = 0) =>
    new Promise((resolve) => {
      const look = () => {
        const found = received.slice(from).find((message) => fits(message as Record<string, unknown>))
        if (found === undefined) return
        waiting.delete(look)
        resolve(found as Record<string, unknown>)
      }
      waiting.add(look)
      look()
    })
  const send = (message: unknown) => {
    if (port === undefined) throw new Error('there is no port yet')
    port.postMessage(message)
  }
  const ask = async (method: string, params?: unknown): Promise<RpcMessage> => {
    const id = `ask-${++lastId}`
    send({ jsonrpc: '2.0', id, method, ...(params !== undefined && { params }) })
    return next((message) => message['id'] === id)
  }
  return {
    received,
    challenges,
    ready,
    nonce,
    next,
    send,
    ask,
    sayHello,
    greeted: () => next(({ type }) => type === 'mfa-manager:welcome' || type === 'mfa-manager:refused'),
    settle: async () => void (await ask('session.info')),
    notified: (method, from) => next((message) => message['method'] === method, from),
    ignoreChallenges: () => {
      answersChallenges = false
    },
    close: () => port?.close(),
  }
}

/** The codes in the answer to `codes.list`. */
export function codesIn({ result }: RpcMessage): readonly Code[] {
  const codes = result?.['codes']
  if (!Array.isArray(codes)) throw new Error('the answer has no codes')
  return codes as readonly Code[]
}
