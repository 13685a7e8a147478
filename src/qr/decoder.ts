import type { GrayImage } from './gray-image.ts'

/** A code that was read. */
export interface FoundCode {
  readonly text: string
  /** Set where the text is a part of one that was spread over several codes (structured append, ISO/IEC 18004 §8). */
  readonly part?: CodePart
}

/** Which part of a text it is. */
export interface CodePart {
  /** The same in all parts: the parity of the whole text. */
  readonly id: string
  /** From 0. */
  readonly index: number
  readonly size: number
}

/** How hard a decoder tries. */
export interface DecoderOptions {
  /** Closes small holes first: dots become squares, grains of salt and pepper vanish. */
  readonly denoise?: boolean
}

/** Reads the codes in a picture, on this thread, at once; never throws. */
export type Decoder = (image: GrayImage, options?: DecoderOptions) => readonly FoundCode[]

/**
 * The texts of codes, each once, in the order in which they were found. Parts become their whole; where one is missing,
 * none of them counts: half a link may look like a whole one with another secret.
 */
export function textsOf(codes: readonly FoundCode[]): readonly string[] {
  const texts = codes.flatMap(({ text, part }) => (part === undefined ? [text] : (wholeOf(part, codes) ?? [])))
  return [...new Set(texts)].filter((text) => text !== '')
}

function wholeOf({ id, size }: CodePart, codes: readonly FoundCode[]): string | undefined {
  const parts = new Map(
    codes.flatMap(({ text, part }) => (part?.id === id && part.size === size ? [[part.index, text] as const] : [])),
  )
  const texts = Array.from({ length: size }, (_, index) => parts.get(index))
  return texts.every((text) => text !== undefined) ? texts.join('') : undefined
}
