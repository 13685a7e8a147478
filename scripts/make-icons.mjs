/**
 * Draws the app's icons into public/icons: node scripts/make-icons.mjs
 *
 * Chromium rasterises the drawings below; MFA_BROWSER names it (default /usr/bin/chromium). The same Chromium and Node
 * give the same bytes, so a second run leaves nothing to commit.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { deflateSync, crc32 } from 'node:zlib'
import { chromium } from 'playwright-core'

const folder = new URL('../public/icons/', import.meta.url)

const hero = '#073828'
const ink = '#F3F7F2'
const hand = '#FAB640'

// The mark of src/ui/components/mark.tsx: six ticks around 0, 0, one of them a hand; its outermost point is 23.625 away.
const armPath = 'M0-19.5v39M0 0 16.9 9.75M0 0-16.9 9.75M0 0-16.9-9.75'
const handPath = 'M0 0 16.9-9.75'
const strokeWidth = 8.25
const markRadius = 19.5 + strokeWidth / 2

/** An SVG document of `size` units around `content`. */
function svg(size, content) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">\n${content}\n</svg>\n`
}

/** The mark around the middle; `radius` is its share of the width, so 0.4 touches the edge of a maskable's safe zone. */
function mark(size, radius) {
  const scale = Number(((size * radius) / markRadius).toFixed(4))
  return [
    `  <g transform="translate(${size / 2} ${size / 2}) scale(${scale})" fill="none" stroke-width="${strokeWidth}" stroke-linecap="round">`,
    `    <path stroke="${ink}" d="${armPath}"/>`,
    `    <path stroke="${hand}" d="${handPath}"/>`,
    '  </g>',
  ].join('\n')
}

/** A ground that fills the picture, with corners of `corner` units. */
function ground(size, corner = 0) {
  return `  <rect width="${size}" height="${size}"${corner ? ` rx="${corner}"` : ''} fill="${hero}"/>`
}

/** One colour, told apart by shape alone: a gap sets the hand off from the other ticks. */
function monochrome(size, radius) {
  const scale = Number(((size * radius) / markRadius).toFixed(4))
  const extent = `x="-24" y="-24" width="48" height="48"`
  return [
    `  <g transform="translate(${size / 2} ${size / 2}) scale(${scale})" fill="none" stroke="#000" stroke-width="${strokeWidth}" stroke-linecap="round">`,
    `    <mask id="gap" maskUnits="userSpaceOnUse" ${extent}>`,
    `      <rect ${extent} fill="#fff" stroke="none"/>`,
    `      <path stroke-width="${strokeWidth + 4.5}" d="${handPath}"/>`,
    '    </mask>',
    `    <path mask="url(#gap)" d="${armPath}"/>`,
    `    <path d="${handPath}"/>`,
    '  </g>',
  ].join('\n')
}

/** A shortcut's picture: one icon of the 24 grid on a disc, which Android would cut out anyway. */
function shortcut(path) {
  const strokes = `fill="none" stroke="${ink}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"`
  return svg(
    96,
    `  <circle cx="48" cy="48" r="48" fill="${hero}"/>\n  <g transform="translate(18 18) scale(2.5)" ${strokes}>\n    <path d="${path}"/>\n  </g>`,
  )
}

const plain = svg(512, `${ground(512, 112)}\n${mark(512, 0.345)}`)
const favicon = svg(32, `${ground(32, 8)}\n${mark(32, 0.4)}`)
const maskable = svg(512, `${ground(512)}\n${mark(512, 0.3)}`)
const touch = svg(180, `${ground(180)}\n${mark(180, 0.33)}`)
const silhouette = svg(512, monochrome(512, 0.36))

const vectors = { 'icon.svg': plain, 'favicon.svg': favicon, 'monochrome.svg': silhouette }

const pictures = [
  ['icon-192.png', plain, 192],
  ['icon-512.png', plain, 512],
  ['maskable-192.png', maskable, 192],
  ['maskable-512.png', maskable, 512],
  ['monochrome-512.png', silhouette, 512],
  ['apple-touch-icon.png', touch, 180],
  ['favicon-32.png', favicon, 32],
  [
    'shortcut-scan-96.png',
    shortcut(
      'M4.5 8.5V6a1.5 1.5 0 0 1 1.5-1.5h2.5M15.5 4.5H18A1.5 1.5 0 0 1 19.5 6v2.5M19.5 15.5V18a1.5 1.5 0 0 1-1.5 1.5h-2.5M8.5 19.5H6A1.5 1.5 0 0 1 4.5 18v-2.5M8 12h8',
    ),
    96,
  ],
  ['shortcut-add-96.png', shortcut('M12 5.25v13.5M5.25 12h13.5'), 96],
  ['shortcut-search-96.png', shortcut('M10.75 4.5a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5M15.4 15.4 20 20'), 96],
]

/** RGBA bytes of a drawing, row by row. Runs in the page. */
async function rasterise({ source, size }) {
  const image = new Image(size, size)
  image.src = `data:image/svg+xml,${encodeURIComponent(source)}`
  await image.decode()
  const context = new OffscreenCanvas(size, size).getContext('2d')
  context.drawImage(image, 0, 0, size, size)
  return Array.from(context.getImageData(0, 0, size, size).data)
}

/** Every pixel as one number, a colour that cannot be seen as 0. */
function readPixels(rgba) {
  const bytes = Buffer.from(rgba)
  return Array.from({ length: bytes.length / 4 }, (_, index) =>
    bytes[index * 4 + 3] === 0 ? 0 : bytes.readUInt32BE(index * 4),
  )
}

/** `colour` with each of its parts rounded to a multiple of `step`. */
function coarser(colour, step) {
  const parts = [24, 16, 8, 0].map((shift) => Math.min(255, Math.round(((colour >>> shift) & 255) / step) * step))
  return Buffer.from(parts).readUInt32BE(0)
}

/** At most 256 colours: those of areas stay exact, those of edges get as coarse as they must. */
function palettise(pixels, size) {
  const counts = new Map()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  for (let step = 1; ; step *= 2) {
    const reduced = pixels.map((pixel) => (counts.get(pixel) > size ? pixel : coarser(pixel, step)))
    const colours = [...new Set(reduced)]
    if (colours.length > 256) continue
    const numbers = new Map(colours.map((colour, number) => [colour, number]))
    return { colours, numbers: Uint8Array.from(reduced, (pixel) => numbers.get(pixel)) }
  }
}

/** One PNG chunk (PNG third edition, section 5.3). */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** An indexed PNG: flat drawings have few colours, and this is a fraction of what a screenshot weighs. */
function encodePng(rgba, size) {
  const { colours, numbers } = palettise(readPixels(rgba), size)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  // 8 bits per pixel, colours from a palette.
  header.set([8, 3, 0, 0, 0], 8)
  const rows = Buffer.alloc(size * (size + 1))
  for (let row = 0; row < size; row++) rows.set(numbers.subarray(row * size, (row + 1) * size), row * (size + 1) + 1)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk(
      'PLTE',
      Buffer.from(colours.flatMap((colour) => [colour >>> 24, (colour >>> 16) & 255, (colour >>> 8) & 255])),
    ),
    chunk('tRNS', Buffer.from(colours.map((colour) => colour & 255))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

await mkdir(folder, { recursive: true })
for (const [name, source] of Object.entries(vectors)) await writeFile(new URL(name, folder), source)

const browser = await chromium.launch({
  executablePath: process.env.MFA_BROWSER ?? '/usr/bin/chromium',
  // Chromium's own sandbox does not run as root, which is what containers run as.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  const page = await browser.newPage()
  for (const [name, source, size] of pictures) {
    const png = encodePng(await page.evaluate(rasterise, { source, size }), size)
    await writeFile(new URL(name, folder), png)
    console.log(`${name}: ${png.length} bytes`)
  }
} finally {
  await browser.close()
}
