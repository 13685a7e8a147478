import { encodeBase64url } from '../encoding/index.ts'

/** Where random bytes come from: `length` bytes, new ones at each call. */
export type RandomSource = (length: number) => Uint8Array<ArrayBuffer>

/** The browser's cryptographic random source. */
export const systemRandom: RandomSource = (length) => crypto.getRandomValues(new Uint8Array(length))

/** 128 random bits as 22 characters: nonces, challenges, names of subscriptions. */
export function newToken(random: RandomSource): string {
  return encodeBase64url(random(16))
}
