import { vi } from 'vitest'
import type { QrReader } from '../../src/qr/index.ts'
import type { QrSight } from '../../src/ui/services.tsx'
import { createFakeCamera, type FakeTrack } from './fake-camera.ts'

type Read = Promise<readonly string[]>

/** Cameras, screens and a reader that a test holds in its hand. */
export function createFakeSight(track?: FakeTrack) {
  const camera = createFakeCamera(track)
  let inView: readonly string[] = []
  const reader = {
    readFrame: vi.fn((): Read => Promise.resolve(inView)),
    readPicture: vi.fn<QrReader['readPicture']>((): Read => Promise.resolve([])),
    readImage: vi.fn<QrReader['readImage']>((): Read => Promise.resolve([])),
    warmUp: vi.fn(),
    dispose: vi.fn(),
  } satisfies QrReader
  const getDisplayMedia = vi.fn(() => Promise.resolve(camera.stream))
  const sight: QrSight = { reader, camera: camera.driver, screens: { getDisplayMedia } }
  return {
    ...camera,
    sight,
    reader,
    getDisplayMedia,
    /** Puts codes before the camera, and has it look. */
    async show(...texts: readonly string[]): Promise<void> {
      await vi.waitUntil(() => camera.driver.nextFrame.mock.calls.length > 0)
      inView = texts
      camera.driver.nextFrame.mockClear()
      camera.nextFrame()
      await vi.waitUntil(() => camera.driver.nextFrame.mock.calls.length > 0 || camera.track.stop.mock.calls.length > 0)
    },
  }
}
