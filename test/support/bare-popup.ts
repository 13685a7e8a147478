import type { TwoWindows } from './two-windows.ts'

/** A popup that was written from the contract alone: no code of the app's side is in it. */
export interface BarePopup {
  /** Every hello, with its port. */
  readonly hellos: readonly { readonly data: Record<string, unknown>; readonly port: MessagePort }[]
  /** What came through the port, oldest first. */
  readonly received: readonly Record<string, unknown>[]
  /** Says that it is ready. */
  ready(members?: Record<string, unknown>): void
  /** Posts to the opener, to the pinned origin unless another is given. */
  post(message: unknown, targetOrigin?: string): void
  /** Sends through the port. */
  send(message: unknown): void
  /** Waits for a message through the port. */
  next(fits: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>
  /** Waits for a request, and answers it. */
  answer(
    method: string,
    answer: { readonly result: unknown } | { readonly error: unknown },
  ): Promise<Record<string, unknown>>
  /** The whole handshake. */
  welcome(): Promise<void>
}

export function createBarePopup(windows: TwoWindows): BarePopup {
  const hellos: { data: Record<string, unknown>; port: MessagePort }[] = []
  const received: Record<string, unknown>[] = []
  const waiting = new Set<() => void>()
  const answered = new Set<unknown>()
  const look = () => {
    for (const each of waiting) each()
  }
  windows.onPopupMessage(({ data, ports: [port] }) => {
    if (port === undefined) return
    hellos.push({ data: data as Record<string, unknown>, port })
    port.addEventListener('message', (event: MessageEvent) => {
      received.push(event.data as Record<string, unknown>)
      look()
    })
    port.start()
    look()
  })
  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const each = () => {
        const found = find()
        if (found === undefined) return
        waiting.delete(each)
        resolve(found)
      }
      waiting.add(each)
      each()
    })
  const post: BarePopup['post'] = (message, targetOrigin = windows.siteOrigin) =>
    windows.opener.postMessage(message, targetOrigin)
  const ready: BarePopup['ready'] = (members = {}) =>
    post({ type: 'mfa-manager:ready', protocols: [1], nonce: 'a nonce', ...members }, '*')
  const send: BarePopup['send'] = (message) => hellos.at(-1)?.port.postMessage(message)
  const next: BarePopup['next'] = (fits) => until(() => received.find(fits))
  return {
    hellos,
    received,
    ready,
    post,
    send,
    next,
    answer: async (method, answer) => {
      const request = await next((message) => message['method'] === method && !answered.has(message['id']))
      answered.add(request['id'])
      send({ jsonrpc: '2.0', id: request['id'], ...answer })
      return request
    },
    welcome: async () => {
      ready()
      await until(() => hellos.at(-1))
      const challenge = 'a challenge'
      post({ type: 'mfa-manager:challenge', challenge })
      await next((message) => message['type'] === 'mfa-manager:response' && message['challenge'] === challenge)
      send({ type: 'mfa-manager:welcome', protocol: 1, version: '1.2.3' })
    },
  }
}
