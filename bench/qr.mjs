// @ts-check
// How many pictures of QR codes are read, and how fast: the app, and every other reader that is here.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { median, timed } from './report.mjs'
import { callRoom, newPage } from './stage.mjs'

/**
 * A picture of the corpus, with what its codes say.
 *
 * @typedef {object} CorpusPicture
 * @property {string} file
 * @property {string} category
 * @property {number} width
 * @property {readonly string[]} texts
 * @property {readonly string[]} [otherTexts]
 */

/** @typedef {import('./qr-in-page.ts').QrReading} Reading */
/** @typedef {{ picture: CorpusPicture, readings: Readonly<Record<string, Reading>> }} Result */

const folder = join(resolve(process.env['MFA_FIXTURES'] ?? '../shared/fixtures'), 'qr')
const jsQrFile = resolve(import.meta.dirname, '../node_modules/jsqr/dist/jsQR.js')

/** @param {import('./stage.mjs').Stage} stage @returns {Promise<import('./report.mjs').Figure[]>} */
export async function measureQr(stage) {
  if (!existsSync(folder)) return [{ what: 'no pictures here (MFA_FIXTURES)', found: '–' }]
  /** @type {{ images: CorpusPicture[] }} */
  const { images } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  const page = await newPage(stage)
  await page.route('**/bench-qr/*', (route) =>
    route.fulfill({
      body: readFileSync(join(folder, new URL(route.request().url()).pathname.split('/').at(-1) ?? '')),
    }),
  )
  // Not a dependency: whoever wants to compare installs it beside.
  if (existsSync(jsQrFile)) await page.addInitScript({ content: readFileSync(jsQrFile, 'utf8') })
  const zbar = zbarReader()
  /** @type {Result[]} */
  const results = []
  for (const picture of images) {
    const inPage = await callRoom(page, 'readWithEach', `/bench-qr/${picture.file}`)
    results.push({ picture, readings: zbar === undefined ? inPage : { ...inPage, zbarimg: zbar(picture.file) } })
  }
  await page.context().close()
  return [...categoryFigures(results), ...totalFigures(results), ...timeFigures(results)]
}

/** @returns {((file: string) => Reading) | undefined} `undefined`: it is not installed. */
function zbarReader() {
  if (spawnSync('zbarimg', ['--version']).error) return undefined
  return (file) => {
    const begun = performance.now()
    const options = ['--raw', '--quiet', '-Sdisable', '-Sqrcode.enable']
    const { stdout } = spawnSync('zbarimg', [...options, join(folder, file)], { encoding: 'utf8' })
    return { texts: stdout.split('\n').filter(Boolean), ms: performance.now() - begun }
  }
}

/** @param {Result[]} results @returns {import('./report.mjs').Figure[]} */
function categoryFigures(results) {
  const categories = [...new Set(results.map(({ picture }) => picture.category))]
  return categories.map((category) => {
    const those = results.filter(({ picture }) => picture.category === category)
    const ms = those.map(({ readings }) => readings['the app']?.ms ?? 0)
    return {
      what: `${category}: pictures read, of ${those.length}`,
      found: String(readBy('the app', those)),
      note: `${others(those)}; ${median(ms).toFixed(0)} ms`,
    }
  })
}

/** @param {Result[]} results @returns {import('./report.mjs').Figure[]} */
function totalFigures(results) {
  const missed = results.filter(({ picture, readings }) => !isRead(picture, readings['the app']))
  const wrong = results.filter(({ picture, readings }) =>
    readings['the app']?.texts.some((text) => !expected(picture).includes(text)),
  )
  const names = (/** @type {Result[]} */ those) => those.map(({ picture }) => picture.file).join(' ')
  return [
    { what: `pictures not read, of ${results.length}`, found: missed.length, budget: 9, note: names(missed) },
    { what: 'pictures with a text that is not in them', found: wrong.length, budget: 0, note: names(wrong) },
    { what: 'pictures read', found: String(readBy('the app', results)), note: others(results) },
  ]
}

/** @param {Result[]} results @returns {import('./report.mjs').Figure[]} */
function timeFigures(results) {
  const of = (/** @type {Result[]} */ those, /** @type {string} */ name) =>
    those.map(({ readings }) => readings[name]?.ms ?? Number.NaN)
  const full = results.filter(({ picture }) => picture.width === 1920)
  const names = Object.keys(results[0]?.readings ?? {})
  return [
    timed('a picture of 1920 × 1080: the app', of(full, 'the app'), { budget: 150 }),
    ...names.map((name) => timed(`any picture: ${name}`, of(results, name))),
  ]
}

/** @param {CorpusPicture} picture @returns {string[]} */
function expected({ texts, otherTexts = [] }) {
  return [...texts, ...otherTexts]
}

/** @param {CorpusPicture} picture @param {Reading | undefined} reading Read whole, and nothing that is not there. */
function isRead(picture, reading) {
  const texts = expected(picture)
  return (
    reading !== undefined &&
    texts.every((text) => reading.texts.includes(text)) &&
    reading.texts.every((text) => texts.includes(text))
  )
}

/** @param {string} name @param {Result[]} results */
function readBy(name, results) {
  return results.filter(({ picture, readings }) => isRead(picture, readings[name])).length
}

/** @param {Result[]} results */
function others(results) {
  const names = Object.keys(results[0]?.readings ?? {}).filter((name) => name !== 'the app')
  return names.map((name) => `${name} ${readBy(name, results)}`).join(', ')
}
