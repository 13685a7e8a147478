import { batch, createSignal, onCleanup, untrack, type Accessor } from 'solid-js'
import { QrError } from '../../../qr/index.ts'
import { openCamera, type Camera } from '../../../qr/page/index.ts'
import type { QrSight } from '../../services.tsx'

interface CameraSessionOptions {
  readonly sight: () => Promise<QrSight>
  /** Shows what the camera sees; asked for when one is opened. */
  readonly video: () => HTMLVideoElement
  readonly onTexts: (texts: readonly string[]) => void
}

/** A camera of this page: from the person's wish until the owner goes, the page is hidden, or it is stopped. */
export interface CameraSession {
  /** `stopped`: nobody could see what it saw. */
  readonly phase: Accessor<'starting' | 'open' | 'stopped' | 'failed'>
  /** While it is open. */
  readonly camera: Accessor<Camera | undefined>
  readonly failure: Accessor<QrError | undefined>
  readonly isLit: Accessor<boolean>
  readonly zoom: Accessor<number>
  /** @param deviceId - One of the cameras; without it the one on the back. */
  start(deviceId?: string): Promise<void>
  switchCamera(): Promise<void>
  toggleLight(): Promise<void>
  setZoom(value: number): Promise<void>
  /** Ends it at once. */
  stop(): void
}

/** {@link CameraSession} for the owner's lifetime. */
export function createCameraSession({ sight, video, onTexts }: CameraSessionOptions): CameraSession {
  const [phase, setPhase] = createSignal<ReturnType<CameraSession['phase']>>('starting')
  const [camera, setCamera] = createSignal<Camera>()
  const [failure, setFailure] = createSignal<QrError>()
  const [isLit, setLit] = createSignal(false)
  const [zoom, setZoom] = createSignal(1)
  let life = new AbortController()

  const stop = (): void => {
    life.abort()
    setCamera(undefined)
  }
  onCleanup(stop)
  const end = (own: AbortController, reason: unknown): void => {
    if (own.signal.aborted) return
    const error = reason === undefined || reason instanceof QrError ? reason : notLoaded(reason)
    batch(() => {
      stop()
      // What was cancelled, and not by us, was so because the page was hidden meanwhile.
      const isStopped = error === undefined || error.code === 'qr/cancelled'
      setPhase(isStopped ? 'stopped' : 'failed')
      setFailure(isStopped ? undefined : error)
    })
  }
  const start = async (deviceId?: string): Promise<void> => {
    stop()
    const own = (life = new AbortController())
    const { signal } = own
    batch(() => {
      setPhase('starting')
      setFailure(undefined)
    })
    try {
      const { camera: driver, reader } = await sight()
      if (signal.aborted) return
      const onEnd = (reason: QrError | undefined): void => end(own, reason)
      const opened = await openCamera({
        driver,
        reader,
        video: video(),
        page: document,
        deviceId,
        onTexts,
        onEnd,
        signal,
      })
      if (signal.aborted) return
      batch(() => {
        setCamera(opened)
        setLit(false)
        setZoom(opened.zoom?.value ?? 1)
        setPhase('open')
      })
    } catch (error) {
      end(own, error)
    }
  }
  // A lamp or a lens that does not do as it is told is not worth a word: its button shows how it stands.
  const toggleLight = async (): Promise<void> => {
    const next = !untrack(isLit)
    await untrack(camera)
      ?.setTorch(next)
      .then(() => setLit(next), ignore)
  }

  return {
    phase,
    camera,
    failure,
    isLit,
    zoom,
    start,
    async switchCamera() {
      const { cameras = [], deviceId } = untrack(camera) ?? {}
      const place = cameras.findIndex((each) => each.deviceId === deviceId)
      await start(cameras[(place + 1) % cameras.length]?.deviceId)
    },
    toggleLight,
    async setZoom(value) {
      setZoom(value)
      await untrack(camera)?.setZoom(value).catch(ignore)
    },
    stop,
  }
}

function notLoaded(cause: unknown): QrError {
  return new QrError('qr/not-loaded', 'the reader could not be loaded', { cause })
}

function ignore(): void {}
