import type { RandomSource } from '../../crypto/index.ts'
import { encodeHex } from '../../encoding/index.ts'

/** A random UUID, version 4 (RFC 9562 §5.4), in lower case. */
export function uuid(random: RandomSource): string {
  const bytes = random(16)
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x40)
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80)
  return encodeHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
