import { decodeUtf8 } from '../../encoding/index.ts'
import { QrError } from '../errors.ts'
import type { PictureHeader } from '../picture-header.ts'
import { checkSvg } from './svg-content.ts'

/** A code of the largest kind with an element for each module has 2 MB at the most. */
const maxSvgBytes = 2 * 1024 * 1024

/**
 * Draws an SVG picture as an `<img>` does: without scripts, links or a document of its own.
 *
 * @param header - What `inspectPicture` said; the picture is drawn in that size.
 * @throws {@link QrError} `qr/active-svg`, `qr/too-many-bytes`, `qr/damaged`.
 */
export async function drawSvg(bytes: Uint8Array, header: PictureHeader): Promise<ImageData> {
  if (bytes.length > maxSvgBytes) throw new QrError('qr/too-many-bytes', 'the drawing is over 2 MB')
  const { width, height } = header
  const text = textOf(bytes)
  checkSvg(text)
  const url = URL.createObjectURL(new Blob([withSize(text, width, height)], { type: header.type }))
  try {
    const image = new Image(width, height)
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (context === null) throw new QrError('qr/not-shown', 'no canvas to be had')
    context.drawImage(image, 0, 0, width, height)
    return context.getImageData(0, 0, width, height)
  } catch (cause) {
    if (cause instanceof QrError) throw cause
    throw new QrError('qr/damaged', 'the drawing could not be drawn', { cause })
  } finally {
    URL.revokeObjectURL(url)
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes).replace(/^\uFEFF/, '')
  } catch (cause) {
    throw new QrError('qr/damaged', 'the drawing is not UTF-8', { cause })
  }
}

/** Firefox draws nothing on a canvas of a drawing that says its proportions only. */
function withSize(text: string, width: number, height: number): string {
  const tag = /<svg(?=[\s>])[^>]*>/i
  return text.replace(tag, (root) => {
    const bare = root.replace(/\s(?:width|height)\s*=\s*(?:"[^"]*"|'[^']*')/g, '')
    const box = /\sviewBox\s*=/.test(bare) ? '' : viewBoxOf(root)
    return bare.replace(/^<svg/i, `<svg width="${width}" height="${height}"${box}`)
  })
}

/** What has no proportions but its size keeps them when that is changed. */
function viewBoxOf(root: string): string {
  const [width, height] = ['width', 'height'].map(
    (name) => new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)\\s*(?:px)?\\s*["']`).exec(root)?.[1],
  )
  return width === undefined || height === undefined ? '' : ` viewBox="0 0 ${width} ${height}"`
}
