// @ts-check
// How long another site waits for codes, between the port and the answer.
import { timed } from './report.mjs'
import { callRoom, newPage } from './stage.mjs'

const accounts = 1000
/** Fewer than the requests that are taken within a second. */
const rounds = 20

/** Most ms for all codes: what still feels like at once. */
const budget = 100

/** @param {import('./stage.mjs').Stage} stage @returns {Promise<import('./report.mjs').Figure[]>} */
export async function measureMessageApi(stage) {
  const page = await newPage(stage)
  await callRoom(page, 'seedVault', accounts)
  const firsts = []
  const others = []
  for (let round = 0; round < 5; round++) {
    // A new page each time: a warm one would have everything compiled.
    await page.goto('about:blank')
    const times = await callRoom(page, 'timeCodesList', rounds)
    if (times.codes !== accounts) throw new Error(`codes.list answered ${times.codes} codes`)
    firsts.push(times.first)
    others.push(...times.others)
  }
  await page.context().close()
  return [
    timed('codes.list of 1,000 accounts: from the consent to the codes', firsts, { budget }),
    timed('… and again, in the same window', others, { budget }),
  ]
}
