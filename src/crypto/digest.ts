import type { Bytes } from './bytes.ts'

/** SHA-256 of bytes, or of a text's UTF-8: 32 bytes. */
export async function sha256(input: string | Bytes): Promise<Bytes> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
