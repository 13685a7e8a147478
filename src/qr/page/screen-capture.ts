import { QrError } from '../errors.ts'
import type { CameraDriver } from './camera-driver.ts'
import { screenFailure } from './capture-failure.ts'

/** What a picture of the screen is taken with. */
export interface ScreenCaptureOptions {
  readonly devices: Partial<Pick<MediaDevices, 'getDisplayMedia'>>
  readonly driver: Pick<CameraDriver, 'show' | 'end' | 'frame' | 'nextFrame'>
  /** An element that need not be in the page. */
  readonly video: HTMLVideoElement
  readonly signal?: AbortSignal | undefined
}

/** Frames that may be empty before there is a picture. */
const patience = 20

/**
 * Asks for a screen, a window or a tab, takes one picture of it, and ends the capture before anything else is done.
 *
 * @returns The picture, to be closed.
 * @throws {@link QrError} `qr/screen-unsupported`, `qr/screen-denied`, `qr/screen-failed`, `qr/cancelled`.
 */
export async function captureScreen({ devices, driver, video, signal }: ScreenCaptureOptions): Promise<ImageBitmap> {
  if (devices.getDisplayMedia === undefined) throw new QrError('qr/screen-unsupported', 'screens cannot be shared')
  let stream: MediaStream
  try {
    stream = await devices.getDisplayMedia(request)
  } catch (error) {
    throw screenFailure(error)
  }
  try {
    await driver.show(stream, video)
    for (let tries = 0; tries < patience; tries++) {
      if (signal?.aborted) throw new QrError('qr/cancelled', 'the person stopped it')
      await driver.nextFrame(video)
      const frame = await driver.frame(video)
      if (frame !== undefined) return frame
    }
    throw new QrError('qr/screen-failed', 'the capture shows nothing')
  } catch (error) {
    throw screenFailure(error)
  } finally {
    driver.end(stream, video)
  }
}

/** This page itself is not worth offering (Screen Capture §5; TypeScript's libraries lack the newer members). */
const request = {
  audio: false,
  video: { frameRate: { max: 5 } },
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'exclude',
  monitorTypeSurfaces: 'include',
}
