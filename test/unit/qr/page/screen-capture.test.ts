import { beforeEach, describe, expect, test, vi } from 'vitest'
import { canCaptureScreen } from '../../../../src/qr/page/can-capture-screen.ts'
import { captureScreen } from '../../../../src/qr/page/screen-capture.ts'
import { createFakeCamera, domError } from '../../../support/fake-camera.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const video = {} as HTMLVideoElement
let screen: ReturnType<typeof createFakeCamera>
let getDisplayMedia: ReturnType<typeof vi.fn<MediaDevices['getDisplayMedia']>>

beforeEach(() => {
  screen = createFakeCamera()
  screen.driver.nextFrame.mockImplementation(() => Promise.resolve())
  getDisplayMedia = vi.fn(() => Promise.resolve(screen.stream))
})

const capture = (signal?: AbortSignal) =>
  captureScreen({ devices: { getDisplayMedia }, driver: screen.driver, video, signal })

describe('a picture of the screen', () => {
  test('is one frame, and the capture has ended when it is there', async () => {
    const frame = await capture()
    expect(frame).toBe(screen.frames[0])
    expect(screen.track.stop).toHaveBeenCalledTimes(1)
    expect(screen.frames).toHaveLength(1)
  })

  test('is asked for without sound, and without this page', async () => {
    await capture()
    expect(getDisplayMedia.mock.calls[0]?.[0]).toMatchObject({ audio: false, selfBrowserSurface: 'exclude' })
  })

  test('is waited for while there is nothing to see', async () => {
    screen.driver.frame.mockResolvedValueOnce(undefined).mockResolvedValueOnce(undefined)
    expect(await capture()).toBe(screen.frames[0])
  })

  test.each([
    ['NotAllowedError', 'qr/screen-denied'],
    ['AbortError', 'qr/screen-denied'],
    ['NotReadableError', 'qr/screen-failed'],
  ])('that is refused says why: %s', async (name, code) => {
    getDisplayMedia.mockRejectedValueOnce(domError(name))
    expect(await outcomeOf(capture)).toBe(code)
  })

  test('that never shows anything has ended, too', async () => {
    screen.driver.frame.mockResolvedValue(undefined)
    expect(await outcomeOf(capture)).toBe('qr/screen-failed')
    expect(screen.track.stop).toHaveBeenCalled()
  })

  test('that does not play has ended, too', async () => {
    screen.driver.show.mockRejectedValueOnce(false)
    expect(await outcomeOf(capture)).toBe('qr/screen-failed')
    expect(screen.track.stop).toHaveBeenCalled()
  })

  test('that is not wanted any more has ended, too', async () => {
    expect(await outcomeOf(() => capture(AbortSignal.abort()))).toBe('qr/cancelled')
    expect(screen.track.stop).toHaveBeenCalled()
  })

  test('cannot be had on a telephone', async () => {
    expect(canCaptureScreen({})).toBe(false)
    expect(canCaptureScreen(undefined)).toBe(false)
    expect(canCaptureScreen({ getDisplayMedia })).toBe(true)
    const none = () => captureScreen({ devices: {}, driver: screen.driver, video })
    expect(await outcomeOf(none)).toBe('qr/screen-unsupported')
  })
})
