import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createNativeDecoder, type NativeSource } from '../../../src/qr/native-decoder.ts'

const picture: NativeSource = { width: 1, height: 1, data: new Uint8ClampedArray(4), colorSpace: 'srgb' }

interface FakeOptions {
  readonly formats?: readonly string[]
  readonly detect?: () => Promise<readonly { readonly rawValue: string }[]>
}

/** A global object with a detector of the browser's own. */
function scopeWith({ formats = ['qr_code'], detect = () => Promise.resolve([]) }: FakeOptions) {
  return {
    BarcodeDetector: class {
      static getSupportedFormats() {
        return Promise.resolve(formats)
      }
      detect = detect
    },
  }
}

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe("the browser's own detector", () => {
  test('says each text once', async () => {
    const detect = () => Promise.resolve([{ rawValue: 'a' }, { rawValue: 'a' }, { rawValue: '' }, { rawValue: 'b' }])
    expect(await createNativeDecoder(scopeWith({ detect }))(picture)).toEqual(['a', 'b'])
  })

  test('says nothing where there is none', async () => {
    expect(await createNativeDecoder({})(picture)).toEqual([])
  })

  test('is not asked where it knows no QR codes', async () => {
    const detect = vi.fn(() => Promise.resolve([{ rawValue: 'a' }]))
    const native = createNativeDecoder(scopeWith({ formats: ['ean_13'], detect }))
    expect(await native(picture)).toEqual([])
    expect(detect).not.toHaveBeenCalled()
  })

  test('is not asked again after it failed', async () => {
    const detect = vi.fn(() => Promise.reject(new Error('service unavailable')))
    const native = createNativeDecoder(scopeWith({ detect }))
    expect([await native(picture), await native(picture)]).toEqual([[], []])
    expect(detect).toHaveBeenCalledTimes(1)
  })

  test('is not waited for while it fetches a model', async () => {
    const native = createNativeDecoder(scopeWith({ detect: () => new Promise(() => undefined) }))
    const answer = native(picture)
    await vi.advanceTimersByTimeAsync(400)
    expect(await answer).toEqual([])
  })

  test('is not asked any more after it took its time three times', async () => {
    const detect = vi.fn(() => new Promise<never>(() => undefined))
    const native = createNativeDecoder(scopeWith({ detect }))
    for (let pictures = 0; pictures < 5; pictures++) {
      const answer = native(picture)
      await vi.advanceTimersByTimeAsync(400)
      expect(await answer).toEqual([])
    }
    expect(detect).toHaveBeenCalledTimes(3)
  })
})
