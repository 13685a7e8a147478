import { toBuffer } from 'qrcode'

/** A picture as a test chooses, drops or pastes it. */
export interface TestPicture {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** A PNG of a QR code. */
export async function codePicture(text: string, name = 'code.png'): Promise<TestPicture> {
  return { name, mimeType: 'image/png', buffer: await toBuffer(text, { type: 'png', scale: 6 }) }
}
