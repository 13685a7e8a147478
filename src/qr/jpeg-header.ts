import { QrError } from './errors.ts'
import { pictureBytes, startsWith } from './picture-bytes.ts'
import type { PictureSize } from './picture-sizes.ts'

/** Markers without a length (ITU-T T.81 table B.1): fill, TEM, RSTn, SOI, EOI. */
const bare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9)
/** Frames: SOF0 to SOF15, but DHT, JPG and DAC. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/**
 * JPEG (ITU-T T.81 §B.2.2): segment by segment to the frame. Small pictures inside of segments are not looked at.
 *
 * @returns `undefined` for another kind of picture.
 * @throws {@link QrError} `qr/damaged`.
 */
export function jpegSize(bytes: Uint8Array): PictureSize | undefined {
  if (!startsWith(bytes, '\xFF\xD8\xFF')) return undefined
  const at = pictureBytes(bytes)
  let place = 2
  for (;;) {
    if (at.u8(place) !== 0xff) throw new QrError('qr/damaged', 'a JPEG segment does not begin where it should')
    const marker = at.u8(place + 1)
    if (marker === 0xff) place++
    else if (bare(marker)) place += 2
    else if (isFrame(marker)) return { width: at.u16(place + 7), height: at.u16(place + 5), isAnimated: false }
    else if (marker === 0xda) throw new QrError('qr/damaged', 'a JPEG without a frame')
    // The length counts itself.
    else place += 2 + Math.max(2, at.u16(place + 2))
  }
}
