import type { Decoder } from './decoder.ts'
import { QrError } from './errors.ts'

/** The decoders of one thread, each loaded when it is first wanted. */
export interface Decoders {
  /** The one that reads most; where it cannot be had, the other. @throws {@link QrError} `qr/not-loaded`. */
  thorough(): Promise<Decoder>
  /** The one that reads most if it is here already; until then the one that is small. @throws As `thorough`. */
  soonest(): Promise<Decoder>
}

/** Where decoders come from. */
export interface DecoderSource {
  /** ZXing-C++, 330 kB. */
  readonly loadWasm: () => Promise<Decoder>
  /** `@zxing/library`, 20 kB. */
  readonly loadPlain: () => Promise<Decoder>
}

/** Loads at most one of each; what failed is tried again the next time. */
export function createDecoders({ loadWasm, loadPlain }: DecoderSource): Decoders {
  let arrived: Decoder | undefined
  let onItsWay: Promise<Decoder> | undefined
  let plain: Promise<Decoder> | undefined

  const wasm = (): Promise<Decoder> =>
    (onItsWay ??= loadWasm().then(
      (decoder) => (arrived = decoder),
      (error: unknown) => {
        onItsWay = undefined
        throw error
      },
    ))
  const small = async (): Promise<Decoder> => {
    try {
      return await (plain ??= loadPlain())
    } catch (cause) {
      plain = undefined
      throw new QrError('qr/not-loaded', 'no decoder could be loaded', { cause })
    }
  }

  return {
    thorough: () => wasm().catch(small),
    soonest: async () => {
      if (arrived !== undefined) return arrived
      const better = wasm()
      // Nobody waits for it yet.
      better.catch(() => undefined)
      return small().catch(() => better)
    },
  }
}
