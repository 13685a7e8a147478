import { describe, expect, test, vi } from 'vitest'
import type { Decoder } from '../../../src/qr/decoder.ts'
import { createDecoders } from '../../../src/qr/decoders.ts'
import { outcomeOf } from '../../support/outcome.ts'

const wasm: Decoder = () => [{ text: 'wasm' }]
const plain: Decoder = () => [{ text: 'plain' }]

/** Decoders of which the large one comes when the test says so. */
function arriving() {
  let arrive: (decoder: Decoder) => void = () => undefined
  const coming = new Promise<Decoder>((resolve) => (arrive = resolve))
  const loadWasm = vi.fn(() => coming)
  const loadPlain = vi.fn(() => Promise.resolve(plain))
  return { decoders: createDecoders({ loadWasm, loadPlain }), arrive, loadWasm, loadPlain }
}

describe('the thorough decoder', () => {
  test('is ZXing-C++, loaded once', async () => {
    const { decoders, arrive, loadWasm, loadPlain } = arriving()
    arrive(wasm)
    expect(await decoders.thorough()).toBe(wasm)
    expect(await decoders.thorough()).toBe(wasm)
    expect(loadWasm).toHaveBeenCalledTimes(1)
    expect(loadPlain).not.toHaveBeenCalled()
  })

  test('is the plain one where WebAssembly cannot be had, and asks again the next time', async () => {
    const loadWasm = vi.fn(() => Promise.reject(new Error('offline')))
    const decoders = createDecoders({ loadWasm, loadPlain: () => Promise.resolve(plain) })
    expect(await decoders.thorough()).toBe(plain)
    loadWasm.mockImplementation((): Promise<never> => Promise.resolve(wasm) as Promise<never>)
    expect(await decoders.thorough()).toBe(wasm)
  })
})

describe('the soonest decoder', () => {
  test('is the plain one until the other is here', async () => {
    const { decoders, arrive } = arriving()
    expect(await decoders.soonest()).toBe(plain)
    arrive(wasm)
    await decoders.thorough()
    expect(await decoders.soonest()).toBe(wasm)
  })

  test('has the other loaded all the while', async () => {
    const { decoders, loadWasm } = arriving()
    await decoders.soonest()
    expect(loadWasm).toHaveBeenCalledTimes(1)
  })

  test('is the other where the plain one cannot be had', async () => {
    const decoders = createDecoders({
      loadWasm: () => Promise.resolve(wasm),
      loadPlain: () => Promise.reject(new Error('offline')),
    })
    expect(await decoders.soonest()).toBe(wasm)
  })
})

test('none at all is an error with a code', async () => {
  const gone = () => Promise.reject<Decoder>(new Error('offline'))
  const decoders = createDecoders({ loadWasm: gone, loadPlain: gone })
  expect(await outcomeOf(() => decoders.thorough())).toBe('qr/not-loaded')
})
