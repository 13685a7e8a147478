// @ts-check
// The list of 10,000 accounts: scrolling, searching, and the moment at which all codes change.
import { bendClock, boundaryTimes, noteTimers, scrolledFrames, searchedTimes, settled } from './in-page.mjs'
import { median, timed } from './report.mjs'
import { callRoom, newPage, unlock } from './stage.mjs'

const count = 10_000

/** Words that many accounts have, that few have, and that none has; typed and taken back. */
const queries = ['basalt mail', 'carol.40', 'garnet travel 3', 'zzz']

/** @param {import('./stage.mjs').Stage} stage @returns {Promise<import('./report.mjs').Figure[]>} */
export async function measureList(stage) {
  const page = await newPage(stage)
  await callRoom(page, 'seedVault', count)
  await page.addInitScript(noteTimers)
  await page.addInitScript(bendClock)
  await unlock(page)
  await page.evaluate(settled)
  const keystrokes = await page.evaluate(searchedTimes, queries.flatMap(typed))
  await page.evaluate(settled)
  const { frames, blank } = await page.evaluate(scrolledFrames, { step: 300, count: 240 })
  await page.evaluate(settled)
  const boundaries = await page.evaluate(boundaryTimes, 8)
  await page.context().close()
  return [
    { what: 'scrolling 10,000 rows, 300 px a frame: median frame', found: median(frames), unit: 'ms', budget: 16.8 },
    { what: '… the longest frame', found: Math.max(...frames), unit: 'ms', budget: 33.4 },
    { what: '… frames without a row in the middle', found: blank, budget: 0 },
    { what: 'a keystroke in search: median', found: median(keystrokes), unit: 'ms', budget: 8 },
    { what: '… the slowest, the first of all included', found: Math.max(...keystrokes), unit: 'ms', budget: 16 },
    timed('new codes at the end of a period: script', boundaries, { budget: 4 }),
  ]
}

/** @param {string} query @returns {string[]} The field after each key. */
function typed(query) {
  const growing = Array.from(query, (_, index) => query.slice(0, index + 1))
  return [...growing, ...growing.slice(0, -1).toReversed(), '']
}
