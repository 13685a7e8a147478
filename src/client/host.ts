/** The popup as its opener sees it. */
export interface PopupWindow {
  readonly closed: boolean
  close(): void
  postMessage(message: unknown, targetOrigin: string, transfer: Transferable[]): void
}

/** A message to this window. */
export interface HostMessage {
  readonly source: unknown
  readonly origin: string
  readonly data: unknown
}

/** The part of `window` that the client uses. Tests put their own in its place. */
export interface Host {
  open(url: string, target: string, features: string): PopupWindow | null
  addEventListener(type: 'message', listener: (event: HostMessage) => void): void
  removeEventListener(type: 'message', listener: (event: HostMessage) => void): void
  setInterval(callback: () => void, ms: number): number
  clearInterval(handle: number): void
  readonly performance: { now(): number }
}
