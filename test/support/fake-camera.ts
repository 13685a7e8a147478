import { vi } from 'vitest'
import type { CameraDriver } from '../../src/qr/page/camera-driver.ts'

/** Stands in for a camera's track. */
export class FakeTrack extends EventTarget {
  readonly kind = 'video'
  readonly stop = vi.fn()
  readonly applyConstraints = vi.fn((_: unknown) => Promise.resolve())
  private readonly capabilities: object
  private readonly settings: object

  constructor(capabilities: object = {}, settings: object = { deviceId: 'back' }) {
    super()
    this.capabilities = capabilities
    this.settings = settings
  }

  getCapabilities(): object {
    return this.capabilities
  }

  getSettings(): object {
    return this.settings
  }
}

/** Stands in for a page that can be hidden. */
export class FakePage extends EventTarget {
  hidden = false
  readonly defaultView = new EventTarget()
  featurePolicy: { allowsFeature(name: string): boolean } | undefined

  hide(): void {
    this.hidden = true
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

/** An error as the browser's own functions reject with. */
export function domError(name: string): Error {
  return Object.assign(new Error(name), { name })
}

/** A camera whose frames come when the test says so. */
export function createFakeCamera(track = new FakeTrack()) {
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream
  let showNext: () => void = () => undefined
  const frames: { readonly close: () => void }[] = []
  const driver = {
    open: vi.fn((_: MediaStreamConstraints) => Promise.resolve(stream)),
    list: vi.fn(() =>
      Promise.resolve([
        { deviceId: 'front', label: 'Front camera' },
        { deviceId: 'back', label: 'Back camera' },
      ]),
    ),
    show: vi.fn(() => Promise.resolve()),
    end: vi.fn(() => track.stop()),
    hasTorch: () => 'torch' in track.getCapabilities(),
    setTorch: vi.fn((_track: MediaStreamTrack, _isOn: boolean) => Promise.resolve()),
    frame: vi.fn((): Promise<ImageBitmap | undefined> => {
      const frame = { width: 4, height: 3, close: vi.fn() }
      frames.push(frame)
      return Promise.resolve(frame)
    }),
    nextFrame: vi.fn(() => new Promise<void>((resolve) => (showNext = resolve))),
  } satisfies CameraDriver
  return { driver, stream, track, frames, nextFrame: () => showNext() }
}
