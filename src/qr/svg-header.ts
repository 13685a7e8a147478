import { QrError } from './errors.ts'
import type { PictureSize } from './picture-sizes.ts'

/** What may stand before the first tag; a document type with declarations of its own may not. */
const root =
  /^(?:\u00EF\u00BB\u00BF)?\s*(?:<\?xml\s[^>]*\?>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*|<!DOCTYPE\s[^>[]*>\s*)*<svg(\s[^>]*|)>/i

/** Bytes in which the root of a drawing is looked for. */
const rootBytes = 65_536

/** Longest side that a drawing is given, at least and at most. It has no pixels of its own. */
const sides = { least: 1024, most: 2048 }

/**
 * The size at which an SVG picture (SVG 2 §8) is worth drawing: its proportions, and as many pixels as a code needs.
 *
 * @returns `undefined` for another kind of picture.
 * @throws {@link QrError} `qr/empty`: it says that it has no width or height.
 */
export function svgSize(bytes: Uint8Array): PictureSize | undefined {
  // One byte one character: a cut through a longer one does no harm.
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, rootBytes))
  const attributes = root.exec(head)?.[1]
  if (attributes === undefined) return undefined
  const [, , boxWidth = 1, boxHeight = 1] = valueOf(attributes, 'viewBox')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const width = lengthOf(valueOf(attributes, 'width')) ?? boxWidth
  const height = lengthOf(valueOf(attributes, 'height')) ?? boxHeight
  if (!(width > 0 && height > 0)) throw new QrError('qr/empty', 'the drawing has no width or no height')
  const longest = Math.max(width, height)
  const scale = Math.min(Math.max(longest, sides.least), sides.most) / longest
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    isAnimated: false,
  }
}

function valueOf(attributes: string, name: string): string {
  return new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)?.slice(1).join('') ?? ''
}

/** Units are left out: both lengths have the same. A share of a page that is not there is no length. */
function lengthOf(value: string): number | undefined {
  const [, number, unit] = /^\s*([\d.]+)\s*([a-z]*|%)\s*$/.exec(value) ?? []
  return number === undefined || unit === '%' ? undefined : Number(number)
}
