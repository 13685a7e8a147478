// @ts-check
// Opening and changing vaults of 100, 1,000 and 10,000 accounts, without the slow hash.
import { timed } from './report.mjs'
import { callRoom, newPage, unlock } from './stage.mjs'

const rounds = 9
const edits = 15

/** Most ms from the slow hash to codes. */
const unlockBudgets = new Map([
  [100, 25],
  [1000, 60],
  [10_000, 150],
])

/** @param {import('./stage.mjs').Stage} stage @returns {Promise<import('./report.mjs').Figure[]>} */
export async function measureVault(stage) {
  const figures = []
  for (const [count, budget] of unlockBudgets) {
    const page = await newPage(stage)
    await callRoom(page, 'seedVault', count)
    const openings = []
    for (let round = 0; round < rounds; round++) openings.push(await unlock(page))
    const rooms = []
    for (let round = 0; round < rounds; round++) {
      // A new page each time: a warm one would have everything compiled.
      await page.goto('about:blank')
      rooms.push((await callRoom(page, 'timeVault', 0)).unlock)
    }
    const accounts = `${count.toLocaleString('en')} accounts`
    figures.push(timed(`unlock ${accounts}: the vault`, rooms, { budget }))
    figures.push(
      timed(
        `unlock ${accounts}: the whole app, to codes on the screen`,
        openings.map(({ total }) => total),
        { budget },
      ),
    )
    figures.push(
      timed(
        '… of which the list, to its first frame',
        openings.map(({ list }) => list),
        { budget: 50 },
      ),
    )
    if (count === 10_000) {
      await callRoom(page, 'dropSnapshot')
      figures.push(
        timed(`unlock ${accounts}: the vault, without its snapshot`, [(await callRoom(page, 'timeVault', 0)).unlock]),
      )
      const times = (await callRoom(page, 'timeVault', edits)).edits
      figures.push(timed(`edit one of ${accounts}`, times, { budget: 10 }))
    }
    await page.context().close()
  }
  const page = await newPage(stage)
  await callRoom(page, 'seedVault', 0)
  figures.push(timed('add 10,000 accounts at once', [await callRoom(page, 'timeAdd', 10_000)], { budget: 4000 }))
  await page.context().close()
  return figures
}
