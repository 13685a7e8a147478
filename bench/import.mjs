// @ts-check
// 10,000 accounts imported: without screens, step by step, and through the screen, with the memory that it takes.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { timed } from './report.mjs'
import { callRoom, newPage } from './stage.mjs'

const count = 10_000
const rounds = 3
const passphrase = 'copper lantern quiet orbit willow'

/** @type {readonly ['list' | 'backup', string][]} */
const files = [
  ['list', 'an otpauth list'],
  ['backup', 'an encrypted backup'],
]

/** @param {import('./stage.mjs').Stage} stage @returns {Promise<import('./report.mjs').Figure[]>} */
export async function measureImport(stage) {
  const figures = []
  for (const [kind, name] of files) {
    const times = []
    for (let round = 0; round < rounds; round++) times.push(await timeRooms(stage, kind))
    figures.push(
      timed(
        `${count.toLocaleString('en')} accounts of ${name}: opened, in the worker`,
        times.map(({ open }) => open),
      ),
      timed(
        '… compared with a vault of as many',
        times.map(({ plan }) => plan),
      ),
      timed(
        '… stored, and counted on the disk',
        times.map(({ apply }) => apply),
        { budget: 4000 },
      ),
    )
  }
  return [...figures, ...(await measureScreen(stage))]
}

/**
 * @param {import('./stage.mjs').Stage} stage
 * @param {'list' | 'backup'} kind
 */
async function timeRooms(stage, kind) {
  const worker = readdirSync(join(stage.folder, 'assets')).find((file) => /^import\.worker-.*\.js$/.test(file))
  const page = await newPage(stage, { instantKdf: false })
  await callRoom(page, 'seedVault', 0)
  const times = await callRoom(page, 'timeImport', `/assets/${worker}`, kind, count)
  await page.context().close()
  return times
}

/** @param {import('./stage.mjs').Stage} stage @returns {Promise<import('./report.mjs').Figure[]>} */
async function measureScreen(stage) {
  const page = await newPage(stage, { instantKdf: false })
  const text = await callRoom(page, 'importList', count)
  await page.goto('./#/')
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('textbox', { name: 'Confirm passphrase' }).fill(passphrase)
  await page.getByRole('checkbox', { name: 'Make a recovery code' }).uncheck()
  await page.getByRole('button', { name: 'Create vault' }).click()
  await page.getByRole('button', { name: 'Import from another app' }).click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose files' }).click(),
  ])
  const before = await peakMemory(stage, { reset: true })
  const chosenAt = performance.now()
  await chooser.setFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from(text) })
  const button = page.getByRole('button', { name: `Import ${count.toLocaleString('en-GB')} accounts`, exact: true })
  await button.waitFor()
  const shownAt = performance.now()
  await button.click()
  await page.getByRole('heading', { name: /imported$/ }).waitFor({ timeout: 60_000 })
  const doneAt = performance.now()
  const after = await peakMemory(stage)
  await page.context().close()
  const peak = before === undefined || after === undefined ? '–' : (after - before) / 1e6
  return [
    { what: 'through the screen: from the file to the table', found: shownAt - chosenAt, unit: 'ms' },
    { what: '… from Import to the result', found: doneAt - shownAt, unit: 'ms', budget: 5000 },
    { what: '… most memory of the page’s process over before', found: peak, unit: 'MB' },
  ]
}

/**
 * The most memory that the largest renderer has had, where the system tells (Linux).
 *
 * @param {import('./stage.mjs').Stage} stage
 * @param {{ reset?: boolean }} [options] `reset`: from now on counted anew.
 * @returns {Promise<number | undefined>} Bytes.
 */
async function peakMemory({ browser }, { reset = false } = {}) {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  try {
    const peaks = processInfo
      .filter(({ type }) => type === 'renderer')
      .map(({ id }) => {
        if (reset) writeFileSync(`/proc/${id}/clear_refs`, '5')
        return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) * 1024
      })
    return Math.max(...peaks)
  } catch {
    return undefined
  }
}
