import type { Bytes } from './bytes.ts'

/** SHA-256 of a text's UTF-8, 32 bytes. */
export async function sha256(text: string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}
