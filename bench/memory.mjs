// @ts-check
// What 10,000 accounts take in memory, over an empty vault.
import { settled } from './in-page.mjs'
import { callRoom, newPage, unlock } from './stage.mjs'

/** @param {import('./stage.mjs').Stage} stage @returns {Promise<import('./report.mjs').Figure[]>} */
export async function measureMemory(stage) {
  const one = await heapAfterUnlock(stage, 1)
  const many = await heapAfterUnlock(stage, 10_000)
  return [
    { what: 'heap after unlock, 1 account', found: one / 1e6, unit: 'MB' },
    { what: '10,000 accounts over that', found: (many - one) / 1e6, unit: 'MB', budget: 60 },
  ]
}

/**
 * @param {import('./stage.mjs').Stage} stage
 * @param {number} count
 * @returns {Promise<number>} Bytes, those of array buffers included.
 */
async function heapAfterUnlock(stage, count) {
  const page = await newPage(stage)
  await callRoom(page, 'seedVault', count)
  await unlock(page)
  await page.evaluate(settled)
  // Until the rows behind the snapshot have been read and forgotten again.
  await page.waitForTimeout(4000)
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage')
  await page.context().close()
  return usedSize + backingStorageSize
}
