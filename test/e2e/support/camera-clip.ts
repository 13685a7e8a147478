import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collage, drawnCode } from '../../support/drawn-code.ts'

const width = 640
const height = 480
/** How long each picture of a clip stays in view: longer than reading one takes. */
const framesEach = 10

/** A file that Chromium's fake camera shows; one for each process of tests. */
export const clipFile = join(mkdtempSync(join(tmpdir(), 'mfa-clip-')), 'clip.y4m')

/** What makes Chromium show {@link clipFile} instead of a camera. */
export const cameraArguments: readonly string[] = [
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${clipFile}`,
]

/** Puts codes before the camera, one after the other, over and over; without any, a blank wall. */
export function showToCamera(...texts: readonly string[]): void {
  const pictures = texts.length === 0 ? [blank()] : texts.map(pictureOf)
  const frames = pictures.flatMap((luma) =>
    Array.from({ length: texts.length < 2 ? 1 : framesEach }, () => frame(luma)),
  )
  writeFileSync(
    clipFile,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`), ...frames]),
  )
}

function blank(): Uint8Array {
  return new Uint8Array(width * height).fill(200)
}

function pictureOf(text: string): Uint8Array {
  const small = drawnCode(text, { scale: 1 })
  const image = drawnCode(text, { scale: Math.floor(400 / small.width) })
  return collage(width, height, [{ image, left: 40, top: 40 }], 200).data
}

/** YUV 4:2:0 without colours. */
function frame(luma: Uint8Array): Buffer {
  const grey = new Uint8Array((width * height) / 2).fill(128)
  return Buffer.concat([Buffer.from('FRAME\n'), luma, grey])
}
