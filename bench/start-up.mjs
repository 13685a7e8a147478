// @ts-check
// How soon a passphrase can be typed: from nothing, and from the service worker.
import { noteReady } from './in-page.mjs'
import { timed } from './report.mjs'
import { callRoom, newPage } from './stage.mjs'

/** @typedef {import('playwright-core').Page} Page */

const rounds = 7

/** @param {import('./stage.mjs').Stage} stage @returns {Promise<import('./report.mjs').Figure[]>} */
export async function measureStartUp(stage) {
  const figures = []
  for (const slowdown of [1, 4]) {
    const cold = []
    const stored = []
    for (let round = 0; round < rounds; round++) {
      const page = await newPage(stage)
      await page.addInitScript(noteReady)
      cold.push(await readyAt(page, slowdown))
      await page.evaluate(untilControlled)
      await callRoom(page, 'seedVault', 10)
      stored.push(await readyAt(page, slowdown))
      await page.context().close()
    }
    const speed = slowdown === 1 ? 'full speed' : `${slowdown} × slowed`
    figures.push(timed(`first visit to the welcome screen, ${speed}`, cold))
    figures.push(
      timed(`from the service worker to the lock screen, ${speed}`, stored, slowdown === 4 ? { budget: 250 } : {}),
    )
  }
  return figures
}

/**
 * Opens the app.
 *
 * @param {Page} page
 * @param {number} slowdown
 * @returns {Promise<number>} ms from the navigation to the frame with the passphrase field.
 */
async function readyAt(page, slowdown) {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.goto('./')
  const ready = await page.waitForFunction(() => 'benchReadyAt' in window && window.benchReadyAt)
  const at = Number(await ready.jsonValue())
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await session.detach()
  return at
}

/** Resolves when a service worker answers for the page. */
function untilControlled() {
  return new Promise((/** @type {(value: void) => void} */ resolve) => {
    const look = () => navigator.serviceWorker.controller !== null && resolve()
    navigator.serviceWorker.addEventListener('controllerchange', look)
    look()
  })
}
