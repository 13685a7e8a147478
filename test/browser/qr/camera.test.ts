import { afterEach, describe, expect, test, vi } from 'vitest'
import workerUrl from '../../../src/qr/decode.worker.ts?worker&url'
import { createQrReader, type QrReader } from '../../../src/qr/index.ts'
import { captureScreen, createBrowserCamera, openCamera } from '../../../src/qr/page/index.ts'
import { collage, drawnCode } from '../../support/drawn-code.ts'
import { pixelsOf } from '../../support/picture-files.ts'

const link = 'otpauth://totp/Example:ana@example.com?secret=JBSWY3DPEHPK3PXP'
const view = pixelsOf(collage(640, 480, [{ image: drawnCode(link), left: 200, top: 150 }], 200))

const clean: (() => void)[] = []
afterEach(() => {
  for (const each of clean.splice(0)) each()
})

/** A stream that shows a code, in place of a camera's. */
function streamOfCode(): MediaStream {
  const canvas = document.createElement('canvas')
  canvas.width = view.width
  canvas.height = view.height
  const context = canvas.getContext('2d')
  const draw = () => context?.putImageData(view, 0, 0)
  draw()
  const timer = setInterval(draw, 50)
  clean.push(() => clearInterval(timer))
  return canvas.captureStream(20)
}

function newVideo(): HTMLVideoElement {
  const video = document.createElement('video')
  document.body.append(video)
  clean.push(() => video.remove())
  return video
}

function newReader(): QrReader {
  const reader = createQrReader(() => new Worker(workerUrl, { type: 'module' }))
  clean.push(() => reader.dispose())
  return reader
}

describe('a camera', () => {
  test('shows what it sees, and says what it reads, until it is stopped', async () => {
    const stream = streamOfCode()
    const video = newVideo()
    const onTexts = vi.fn()
    const driver = { ...createBrowserCamera(), open: () => Promise.resolve(stream), list: () => Promise.resolve([]) }
    const camera = await openCamera({
      driver,
      reader: newReader(),
      video,
      page: document,
      onTexts,
      onEnd: vi.fn(),
      signal: new AbortController().signal,
    })
    await expect.poll(() => onTexts.mock.calls.length).toBeGreaterThan(2)
    expect(onTexts.mock.calls[0]).toEqual([[link]])
    expect([video.muted, video.paused, video.videoWidth]).toEqual([true, false, 640])
    camera.stop()
    expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(['ended'])
    expect(video.srcObject).toBe(null)
  })

  test('has a lamp where its track has one', () => {
    const track = (capabilities: object) => ({ getCapabilities: () => capabilities }) as unknown as MediaStreamTrack
    const { hasTorch } = createBrowserCamera()
    expect(hasTorch(track({ torch: true }))).toBe(true)
    expect(hasTorch(track({ torch: false }))).toBe(false)
    expect(hasTorch(track({}))).toBe(false)
    expect(hasTorch({} as MediaStreamTrack)).toBe(false)
  })

  test('switches its lamp', async () => {
    const applyConstraints = vi.fn((_: MediaTrackConstraints) => Promise.resolve())
    const track = { applyConstraints } as unknown as MediaStreamTrack
    await createBrowserCamera().setTorch(track, true)
    expect(applyConstraints.mock.calls[0]?.[0].advanced?.[0]).toMatchObject({ torch: true })
  })

  test('lists the cameras there are', async () => {
    expect(await createBrowserCamera().list()).toBeInstanceOf(Array)
  })
})

test('a picture of the screen is one frame that can be read, and the capture is over', async () => {
  const stream = streamOfCode()
  const frame = await captureScreen({
    devices: { getDisplayMedia: () => Promise.resolve(stream) },
    driver: createBrowserCamera(),
    video: document.createElement('video'),
  })
  expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(['ended'])
  expect(await newReader().readImage(frame)).toEqual([link])
  frame.close()
})
