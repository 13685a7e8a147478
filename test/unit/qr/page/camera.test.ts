import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { QrError } from '../../../../src/qr/errors.ts'
import { openCamera, type CameraOptions } from '../../../../src/qr/page/camera.ts'
import { createFakeCamera, domError, FakePage, FakeTrack } from '../../../support/fake-camera.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const video = {} as HTMLVideoElement
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

let camera: ReturnType<typeof createFakeCamera>
let page: FakePage
let leave: AbortController
let texts: string[][]
let ends: (string | undefined)[]
let answer: (texts: readonly string[]) => void
const reader = {
  readFrame: vi.fn(() => new Promise<readonly string[]>((resolve) => (answer = resolve))),
  warmUp: vi.fn(),
}

beforeEach(() => {
  camera = createFakeCamera()
  page = new FakePage()
  leave = new AbortController()
  texts = []
  ends = []
  reader.readFrame.mockClear()
  reader.warmUp.mockClear()
})

afterEach(() => {
  leave.abort()
})

function options(more: Partial<CameraOptions> = {}): CameraOptions {
  return {
    driver: camera.driver,
    reader,
    video,
    page: page as unknown as CameraOptions['page'],
    onTexts: (found) => texts.push([...found]),
    onEnd: (reason) => ends.push(reason?.code),
    signal: leave.signal,
    ...more,
  }
}

describe('opening a camera', () => {
  test('asks for the one on the back', async () => {
    await openCamera(options())
    expect(camera.driver.open).toHaveBeenCalledWith({
      audio: false,
      video: { width: { ideal: 1920 }, height: { ideal: 1080 }, facingMode: { ideal: 'environment' } },
    })
  })

  test('asks for the one that was chosen', async () => {
    await openCamera(options({ deviceId: 'front' }))
    expect(camera.driver.open.mock.calls[0]?.[0].video).toMatchObject({ deviceId: { exact: 'front' } })
  })

  test('takes the one on the back where the chosen one is gone', async () => {
    camera.driver.open.mockRejectedValueOnce(domError('OverconstrainedError'))
    const open = await openCamera(options({ deviceId: 'at home' }))
    expect(camera.driver.open.mock.calls[1]?.[0].video).toMatchObject({ facingMode: { ideal: 'environment' } })
    expect(open.deviceId).toBe('back')
  })

  test('lists those on the back first', async () => {
    const { cameras } = await openCamera(options())
    expect(cameras.map(({ deviceId }) => deviceId)).toEqual(['back', 'front'])
  })

  test('has the decoder loaded while the person is asked', async () => {
    camera.driver.open.mockReturnValueOnce(new Promise(() => undefined))
    void openCamera(options())
    await settle()
    expect(reader.warmUp).toHaveBeenCalled()
  })
})

describe('a camera that cannot be opened', () => {
  test.each([
    ['NotAllowedError', 'qr/camera-denied'],
    ['SecurityError', 'qr/camera-policy'],
    ['NotFoundError', 'qr/camera-none'],
    ['OverconstrainedError', 'qr/camera-none'],
    ['NotReadableError', 'qr/camera-busy'],
    ['AbortError', 'qr/camera-busy'],
    ['TypeError', 'qr/camera-failed'],
  ])('says why: %s', async (name, code) => {
    camera.driver.open.mockRejectedValue(domError(name))
    expect(await outcomeOf(() => openCamera(options()))).toBe(code)
  })

  test('says when a policy forbids it', async () => {
    page.featurePolicy = { allowsFeature: () => false }
    camera.driver.open.mockRejectedValue(domError('NotAllowedError'))
    expect(await outcomeOf(() => openCamera(options()))).toBe('qr/camera-policy')
  })

  test('is ended when its video does not play', async () => {
    camera.driver.show.mockRejectedValueOnce(false)
    expect(await outcomeOf(() => openCamera(options()))).toBe('qr/camera-failed')
    expect(camera.track.stop).toHaveBeenCalled()
  })

  test('is ended when the list of cameras cannot be had', async () => {
    camera.driver.list.mockRejectedValueOnce(new Error('no list'))
    expect(await outcomeOf(() => openCamera(options()))).toBe('qr/camera-failed')
    expect(camera.track.stop).toHaveBeenCalled()
  })
})

describe('frames', () => {
  test('are read one after the other, and what they say is told', async () => {
    await openCamera(options())
    camera.nextFrame()
    await settle()
    expect(reader.readFrame).toHaveBeenCalledTimes(1)
    camera.nextFrame()
    await settle()
    expect(reader.readFrame, 'while one is being read').toHaveBeenCalledTimes(1)
    answer(['a'])
    await settle()
    camera.nextFrame()
    await settle()
    expect(reader.readFrame).toHaveBeenCalledTimes(2)
    expect(texts).toEqual([['a']])
  })

  test('without a code say nothing', async () => {
    await openCamera(options())
    camera.nextFrame()
    await settle()
    answer([])
    await settle()
    expect(texts).toEqual([])
  })

  test('that cannot be had or read are left out', async () => {
    await openCamera(options())
    camera.driver.frame.mockResolvedValueOnce(undefined)
    camera.nextFrame()
    await settle()
    reader.readFrame.mockRejectedValueOnce(new QrError('qr/damaged', 'of no use'))
    camera.nextFrame()
    await settle()
    camera.nextFrame()
    await settle()
    answer(['a'])
    await settle()
    expect([texts, ends]).toEqual([[['a']], []])
  })

  test('say nothing after the camera was stopped', async () => {
    const { stop } = await openCamera(options())
    camera.nextFrame()
    await settle()
    stop()
    answer(['a'])
    await settle()
    expect(texts).toEqual([])
    expect(reader.readFrame).toHaveBeenCalledTimes(1)
  })

  test('end the camera when no decoder can be had', async () => {
    await openCamera(options())
    reader.readFrame.mockRejectedValueOnce(new QrError('qr/not-loaded', 'offline'))
    camera.nextFrame()
    await settle()
    expect(ends).toEqual(['qr/not-loaded'])
    expect(camera.track.stop).toHaveBeenCalled()
  })
})

describe('fault 36: the camera ends at once', () => {
  test('when it is stopped', async () => {
    const { stop } = await openCamera(options())
    stop()
    expect(camera.track.stop).toHaveBeenCalled()
    expect(ends).toEqual([])
  })

  test('when its screen is left', async () => {
    await openCamera(options())
    leave.abort()
    expect(camera.track.stop).toHaveBeenCalled()
  })

  test('when the page is hidden, which is said', async () => {
    await openCamera(options())
    page.hide()
    expect(camera.track.stop).toHaveBeenCalled()
    expect(ends).toEqual([undefined])
  })

  test('when the page is left', async () => {
    await openCamera(options())
    page.defaultView.dispatchEvent(new Event('pagehide'))
    expect(camera.track.stop).toHaveBeenCalled()
  })

  test('when it is unplugged, which is said', async () => {
    await openCamera(options())
    camera.track.dispatchEvent(new Event('ended'))
    expect(ends).toEqual(['qr/camera-lost'])
  })

  test('and says so once', async () => {
    await openCamera(options())
    page.hide()
    page.hide()
    camera.track.dispatchEvent(new Event('ended'))
    expect(ends).toEqual([undefined])
  })

  test('when the screen was left before it was open', async () => {
    leave.abort()
    expect(await outcomeOf(() => openCamera(options()))).toBe('qr/cancelled')
    expect(camera.driver.open).not.toHaveBeenCalled()
  })

  test('when the screen is left while the person is asked', async () => {
    let allow: (stream: MediaStream) => void = () => undefined
    camera.driver.open.mockReturnValueOnce(new Promise((resolve) => (allow = resolve)))
    const opening = outcomeOf(() => openCamera(options()))
    await settle()
    leave.abort()
    allow(camera.stream)
    expect(await opening).toBe('qr/cancelled')
    expect(camera.track.stop).toHaveBeenCalled()
  })

  test('when the screen is left before the video plays', async () => {
    camera.driver.show.mockReturnValueOnce(new Promise(() => undefined))
    const opening = outcomeOf(() => openCamera(options()))
    await settle()
    leave.abort()
    expect(await opening).toBe('qr/cancelled')
    expect(camera.track.stop).toHaveBeenCalled()
  })

  test('when the page is hidden before the video plays: the one who opens it hears of it', async () => {
    camera.driver.show.mockReturnValueOnce(new Promise(() => undefined))
    const opening = outcomeOf(() => openCamera(options()))
    await settle()
    page.hide()
    expect(camera.track.stop).toHaveBeenCalled()
    expect(await opening).toBe('qr/cancelled')
    expect(ends).toEqual([])
  })

  test('when the page was hidden meanwhile', async () => {
    page.hidden = true
    expect(await outcomeOf(() => openCamera(options()))).toBe('qr/cancelled')
    expect(camera.track.stop).toHaveBeenCalled()
  })
})

describe('lamp and zoom', () => {
  test('are there where the camera has them', async () => {
    camera = createFakeCamera(
      new FakeTrack({ torch: true, zoom: { min: 1, max: 8, step: 0.5 } }, { deviceId: 'back', zoom: 2 }),
    )
    const open = await openCamera(options())
    expect(open.hasTorch).toBe(true)
    expect(open.zoom).toEqual({ min: 1, max: 8, step: 0.5, value: 2 })
    await open.setTorch(true)
    expect(camera.driver.setTorch).toHaveBeenCalledWith(camera.track, true)
    await open.setZoom(4)
    expect(camera.track.applyConstraints).toHaveBeenCalledWith({ advanced: [{ zoom: 4 }] })
  })

  test('are not where it has none', async () => {
    const open = await openCamera(options())
    expect([open.hasTorch, open.zoom]).toEqual([false, undefined])
  })

  test('that cannot be set are an error with a code', async () => {
    camera.driver.setTorch.mockRejectedValueOnce(domError('OverconstrainedError'))
    camera.track.applyConstraints.mockRejectedValueOnce(domError('OverconstrainedError'))
    const open = await openCamera(options())
    expect(await outcomeOf(() => open.setTorch(true))).toBe('qr/camera-failed')
    expect(await outcomeOf(() => open.setZoom(2))).toBe('qr/camera-failed')
  })
})
