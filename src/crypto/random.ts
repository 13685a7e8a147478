/** Where random bytes come from: `length` bytes, 0 to 65,536, new ones at each call. Tests put a fixed source in its place. */
export type RandomSource = (length: number) => Uint8Array<ArrayBuffer>

/** The browser's cryptographic random source. */
export const systemRandom: RandomSource = (length) => crypto.getRandomValues(new Uint8Array(length))
