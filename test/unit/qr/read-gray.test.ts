import { describe, expect, test, vi } from 'vitest'
import type { Decoder } from '../../../src/qr/decoder.ts'
import { newGray } from '../../../src/qr/gray-image.ts'
import { readGray, type ReadGrayOptions } from '../../../src/qr/read-gray.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { createSetClock } from '../../support/set-clock.ts'

const picture = newGray(64, 48)

/** A decoder that finds these, look by look; nothing later. */
function finding(...looks: readonly (readonly string[])[]) {
  let look = 0
  return vi.fn<Decoder>(() => (looks[look++] ?? []).map((text) => ({ text })))
}

function read(decode: Decoder, options: Partial<ReadGrayOptions> = {}) {
  return readGray(picture, decode, { effort: 'full', clock: createSetClock(), ...options })
}

describe('reading a picture', () => {
  test('looks once where there is one code', async () => {
    const decode = finding(['a'])
    expect(await read(decode)).toEqual(['a'])
    expect(decode).toHaveBeenCalledTimes(1)
    expect(decode.mock.calls[0]?.[0]).toBe(picture)
  })

  test('looks harder and harder until there is one', async () => {
    const decode = finding([], [], [], ['a'])
    expect(await read(decode)).toEqual(['a'])
    expect(decode).toHaveBeenCalledTimes(4)
  })

  test('looks once more where there are several, and adds what it finds', async () => {
    const decode = finding(['a', 'b'], ['b', 'c'])
    expect(await read(decode)).toEqual(['a', 'b', 'c'])
    expect(decode).toHaveBeenCalledTimes(2)
  })

  test('gives up when every way was tried', async () => {
    const decode = finding()
    expect(await read(decode)).toEqual([])
    expect(decode.mock.calls.length).toBeGreaterThan(8)
  })

  test('looks at large pictures piece by piece', async () => {
    const decode = finding()
    await readGray(newGray(2000, 1000), decode, { effort: 'full', clock: createSetClock() })
    const sizes = decode.mock.calls.map(([image]) => `${image.width}×${image.height}`)
    expect(sizes.filter((size) => size === '1920×1920').length).toBeGreaterThan(2)
  })

  test('goes on when all that was found is a part of a text', async () => {
    const decode = vi
      .fn<Decoder>()
      .mockReturnValueOnce([{ text: 'half', part: { id: '1', index: 0, size: 2 } }])
      .mockReturnValueOnce([{ text: 'whole' }])
    expect(await read(decode)).toEqual(['whole'])
  })
})

describe('the time for a picture', () => {
  test.each([
    ['full', 3000],
    ['quick', 150],
  ] as const)('ends tries of %s effort after %i ms', async (effort, ms) => {
    const clock = createSetClock()
    const decode = vi.fn<Decoder>(() => {
      clock.advance(ms / 2)
      return []
    })
    expect(await read(decode, { effort, clock })).toEqual([])
    expect(decode).toHaveBeenCalledTimes(2)
  })

  test('keeps what was found when it ends', async () => {
    const clock = createSetClock()
    const decode = vi.fn<Decoder>(() => {
      clock.advance(10_000)
      return [{ text: 'a' }, { text: 'b' }]
    })
    expect(await read(decode, { clock })).toEqual(['a', 'b'])
  })
})

describe('a reading that is not wanted any more', () => {
  test('does not begin', async () => {
    const decode = finding()
    expect(await outcomeOf(() => read(decode, { signal: AbortSignal.abort() }))).toBe('qr/cancelled')
    expect(decode).not.toHaveBeenCalled()
  })

  test('ends between two looks', async () => {
    const stop = new AbortController()
    const decode = vi.fn<Decoder>(() => {
      stop.abort()
      return []
    })
    expect(await outcomeOf(() => read(decode, { signal: stop.signal }))).toBe('qr/cancelled')
    expect(decode.mock.calls.length).toBeLessThanOrEqual(2)
  })
})
