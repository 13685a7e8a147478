import type { RegistrationLike, UpdatePage, WorkboxLike, WorkerLike } from '../../src/pwa/index.ts'

/** A service worker whose life a test leads. */
export class FakeWorker extends EventTarget implements WorkerLike {
  state = 'installing'

  become(state: 'installed' | 'activating' | 'activated' | 'redundant'): void {
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }
}

/** A registration that finds what a test says. */
export class FakeRegistration extends EventTarget implements RegistrationLike {
  installing: FakeWorker | null = null
  waiting: FakeWorker | null = null
  active: FakeWorker | null = null
  /** What `update()` does; it may find a worker or reject. */
  onUpdate: () => void | Promise<void> = () => undefined
  updates = 0

  async update(): Promise<void> {
    this.updates += 1
    await this.onUpdate()
  }

  /** A new version is found and starts to install. */
  find(): FakeWorker {
    const worker = new FakeWorker()
    this.installing = worker
    this.dispatchEvent(new Event('updatefound'))
    return worker
  }

  /** The installing worker is complete and waits. */
  install(): FakeWorker {
    const worker = this.installing ?? this.find()
    this.installing = null
    this.waiting = worker
    worker.become('installed')
    return worker
  }

  /** The waiting worker becomes the active one. */
  activate(): void {
    const worker = this.waiting
    this.active?.become('redundant')
    this.active = worker
    this.waiting = null
    worker?.become('activated')
  }

  /** The installing worker could not store everything. */
  fail(): void {
    const worker = this.installing
    this.installing = null
    worker?.become('redundant')
  }

  /** A version has been in use since before the page came. */
  static installed(): FakeRegistration {
    const registration = new FakeRegistration()
    registration.install()
    registration.activate()
    return registration
  }
}

/** A page whose reloads are counted. */
export class FakePage implements UpdatePage {
  readonly serviceWorker: (EventTarget & { controller: unknown }) | undefined
  reloads = 0
  readonly #visible = new Set<() => void>()

  constructor(controller: unknown = null, supported = true) {
    this.serviceWorker = supported ? Object.assign(new EventTarget(), { controller }) : undefined
  }

  reload(): void {
    this.reloads += 1
  }

  onVisible(listener: () => void): () => void {
    this.#visible.add(listener)
    return () => this.#visible.delete(listener)
  }

  /** The page comes into view. */
  show(): void {
    for (const listener of this.#visible) listener()
  }

  /** Another worker answers the page's requests from now on. */
  control(by: unknown): void {
    if (!this.serviceWorker) return
    this.serviceWorker.controller = by
    this.serviceWorker.dispatchEvent(new Event('controllerchange'))
  }
}

/** A Workbox over a registration; counts the orders to stop waiting. */
export class FakeWorkbox implements WorkboxLike {
  skips = 0
  readonly #registration: RegistrationLike | undefined

  constructor(registration: RegistrationLike | undefined) {
    this.#registration = registration
  }

  register(): Promise<RegistrationLike | undefined> {
    return Promise.resolve(this.#registration)
  }

  messageSkipWaiting(): void {
    this.skips += 1
  }
}
