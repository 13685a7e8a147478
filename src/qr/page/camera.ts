import { QrError } from '../errors.ts'
import type { QrReader } from '../qr-reader.ts'
import { cameraChoices, type CameraChoice } from './camera-choice.ts'
import type { CameraDriver } from './camera-driver.ts'
import { cameraFailure, type PolicyDocument } from './capture-failure.ts'

/** What a camera is opened with. */
export interface CameraOptions {
  readonly driver: CameraDriver
  readonly reader: Pick<QrReader, 'readFrame' | 'warmUp'>
  /** Shows what the camera sees. */
  readonly video: HTMLVideoElement
  /** The page: the camera ends when it is hidden. */
  readonly page: Document & PolicyDocument
  /** One of `cameras`; without it the one on the back. */
  readonly deviceId?: string | undefined
  /** What was read in a frame, never nothing. The same code comes again as long as it is in view. */
  readonly onTexts: (texts: readonly string[]) => void
  /** The camera has ended by itself: the page was hidden (`undefined`), or for the reason given. */
  readonly onEnd: (reason: QrError | undefined) => void
  /** Ends the camera, also while it is being opened. */
  readonly signal: AbortSignal
}

/** How far a camera can be zoomed. */
export interface ZoomRange {
  readonly min: number
  readonly max: number
  readonly step: number
  /** Where it stands. */
  readonly value: number
}

/** A camera that is open. Its video plays, and its frames are read one after the other. */
export interface Camera {
  readonly cameras: readonly CameraChoice[]
  /** The one in use. */
  readonly deviceId: string
  readonly hasTorch: boolean
  /** `undefined`: it cannot be zoomed. */
  readonly zoom: ZoomRange | undefined
  /** @throws `QrError` `qr/camera-failed`. */
  setTorch(isOn: boolean): Promise<void>
  /** @throws `QrError` `qr/camera-failed`. */
  setZoom(value: number): Promise<void>
  /** Ends it at once, with its lamp. */
  stop(): void
}

/**
 * Opens a camera and reads codes until it is stopped.
 *
 * @throws {@link QrError} with a `qr/camera-…` code, or `qr/cancelled`.
 */
export async function openCamera(options: CameraOptions): Promise<Camera> {
  const { driver, reader, video, page, signal, onEnd } = options
  reader.warmUp()
  const stream = await openStream(options)
  const ended = new AbortController()
  let isOpen = false
  const stop = (): void => {
    ended.abort()
    driver.end(stream, video)
  }
  const endItself = (reason?: QrError): void => {
    stop()
    // Until then the one who opens it hears of it.
    if (isOpen) onEnd(reason)
  }
  try {
    if (signal.aborted || page.hidden) throw notWanted()
    signal.addEventListener('abort', stop, { signal: ended.signal })
    const [track] = stream.getVideoTracks()
    if (track === undefined) throw new QrError('qr/camera-failed', 'the stream has no video')
    watch(page, track, endItself, ended.signal)
    await Promise.race([driver.show(stream, video), endOf(ended.signal)])
    const cameras = cameraChoices(await Promise.race([driver.list(), endOf(ended.signal)]))
    void readFrames(options, endItself, ended.signal)
    isOpen = true
    return cameraOf(driver, track, cameras, stop)
  } catch (error) {
    stop()
    throw cameraFailure(error, page)
  }
}

async function openStream({ driver, deviceId, page, signal }: CameraOptions): Promise<MediaStream> {
  if (signal.aborted) throw notWanted()
  // Enough for a dense code at arm's length; what has less gives less.
  const size = { width: { ideal: 1920 }, height: { ideal: 1080 } }
  const onBack: MediaTrackConstraints = { ...size, facingMode: { ideal: 'environment' } }
  try {
    const chosen = deviceId === undefined ? onBack : { ...size, deviceId: { exact: deviceId } }
    return await driver.open({ video: chosen, audio: false }).catch((error: unknown) => {
      // The camera of last time may be at home.
      const isGone = error instanceof Error && ['OverconstrainedError', 'NotFoundError'].includes(error.name)
      if (!isGone || deviceId === undefined) throw error
      return driver.open({ video: onBack, audio: false })
    })
  } catch (error) {
    throw cameraFailure(error, page)
  }
}

function notWanted(): QrError {
  return new QrError('qr/cancelled', 'the camera is not wanted any more')
}

/** Rejects when the camera has ended: a video of an ended stream plays neither now nor later. */
function endOf(ended: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (ended.aborted) reject(notWanted())
    ended.addEventListener('abort', () => reject(notWanted()))
  })
}

function cameraOf(
  driver: CameraDriver,
  track: MediaStreamTrack,
  cameras: readonly CameraChoice[],
  stop: () => void,
): Camera {
  const apply = (change: Promise<void>): Promise<void> =>
    change.catch((cause: unknown) => {
      throw new QrError('qr/camera-failed', 'the camera does not do that', { cause })
    })
  return {
    cameras,
    deviceId: track.getSettings().deviceId ?? '',
    hasTorch: driver.hasTorch(track),
    zoom: zoomOf(track),
    setTorch: (isOn) => apply(driver.setTorch(track, isOn)),
    setZoom: (zoom) => apply(track.applyConstraints({ advanced: [{ zoom } as MediaTrackConstraintSet] })),
    stop,
  }
}

function zoomOf(track: MediaStreamTrack): ZoomRange | undefined {
  if (!('getCapabilities' in track)) return undefined
  // Media Capture from the camera: Image Capture §4; TypeScript's libraries know of no zoom.
  const { zoom } = track.getCapabilities() as { zoom?: { min?: number; max?: number; step?: number } }
  const value = (track.getSettings() as { zoom?: number }).zoom
  if (zoom?.min === undefined || zoom.max === undefined || zoom.max <= zoom.min) return undefined
  return { min: zoom.min, max: zoom.max, step: zoom.step ?? 0.1, value: value ?? zoom.min }
}

/** Ends the camera when nobody can see what it sees, and notes when it is taken away. */
function watch(page: Document, track: MediaStreamTrack, end: (reason?: QrError) => void, ended: AbortSignal): void {
  page.addEventListener('visibilitychange', () => page.hidden && end(), { signal: ended })
  page.defaultView?.addEventListener('pagehide', () => end(), { signal: ended })
  const lost = new QrError('qr/camera-lost', 'the camera is gone')
  track.addEventListener('ended', () => end(lost), { signal: ended })
}

/** The next frame is taken when the one before has been read: none waits, and the newest is the one that counts. */
async function readFrames(
  { driver, reader, video, onTexts }: CameraOptions,
  end: (reason: QrError) => void,
  ended: AbortSignal,
): Promise<void> {
  while (!ended.aborted) {
    try {
      await driver.nextFrame(video)
      const frame = ended.aborted ? undefined : await driver.frame(video)
      if (frame === undefined) continue
      const texts = await reader.readFrame(frame)
      if (!ended.aborted && texts.length > 0) onTexts(texts)
    } catch (error) {
      if (ended.aborted) return
      // Any other frame that could not be had or read is one of many.
      if (error instanceof QrError && error.code === 'qr/not-loaded') end(error)
    }
  }
}
