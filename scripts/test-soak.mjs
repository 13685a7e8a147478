// @ts-check
// npm run test:soak: an hour of the built app with 2,000 accounts and 100 locks and unlocks, on a clock that is wound on.
// What is in use at its end must be what was in use after the first rounds. --cycles and --accounts change the numbers.
import { parseArgs } from 'node:util'
import { newPage, openStage } from '../bench/stage.mjs'
import { addByPaste, createByHand, lock, lookRound, lookUp, unlock } from '../bench/soak-rounds.mjs'

/** @typedef {import('playwright-core').Page} Page */

/**
 * What a page has in use, after everything that could be collected was.
 *
 * @typedef {object} Usage
 * @property {number} heap Bytes of the page's own data. Compiled code is left out: engines go on compiling for long.
 * @property {number} whole Bytes of everything, array buffers included; for looking at.
 * @property {number} nodes
 * @property {number} listeners
 */

/** Rounds before the base line: by then everything is loaded that loads once, and compiled for good what is used often. */
const warmUpCycles = 10
/** What passes on the page's clock in each round, ms: an hour in a hundred. */
const roundMs = 36_000

/** Most that may be there at the end beyond the base line, as a share of it. */
const tolerances = {
  locked: { heap: 0.03, nodes: 0.01, listeners: 0 },
  // How many rows there are depends on where the list was left.
  unlocked: { heap: 0.05, nodes: 0.01, listeners: 0.02 },
}

/**
 * Of V8's kinds of things in a heap: what the engine makes of functions and of the shapes of objects, and what the browser
 * holds itself, which are the nodes, counted apart, and records of how long everything took, which it bounds.
 */
const engineKinds = ['code', 'object shape', 'native', 'synthetic']

const { values } = parseArgs({
  options: { cycles: { type: 'string', default: '100' }, accounts: { type: 'string', default: '2000' } },
})
const cycles = Number(values.cycles)
const accounts = Number(values.accounts)
const passphrase = 'copper lantern quiet orbit willow'
const startedAt = performance.now()

const stage = await openStage()
try {
  const page = await newPage(stage, { instantKdf: false })
  await page.clock.install({ time: Date.UTC(2026, 4, 12, 9, 41, 12) })
  await createByHand(page, passphrase)
  await addByPaste(page, accounts)
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')

  /** @type {{ locked: Usage, unlocked: Usage } | undefined} */
  let base
  let last
  for (let cycle = 1; cycle <= warmUpCycles + cycles; cycle++) {
    await lookUp(page, cycle, accounts)
    if (cycle <= warmUpCycles || cycle % 5 === 0) await lookRound(page)
    await page.clock.runFor(roundMs)
    await lock(page)
    const done = cycle - warmUpCycles
    const isLookedAt = done === cycles || (done >= 0 && done % 25 === 0)
    const locked = isLookedAt ? await usageOf(session) : undefined
    await unlock(page, passphrase)
    if (locked === undefined) continue
    last = { locked, unlocked: await usageOf(session) }
    base ??= last
    console.log(`${String(done).padStart(4)} cycles  ${line('locked', locked)}  ${line('unlocked', last.unlocked)}`)
  }
  const excesses =
    base && last
      ? [...excess('locked', base.locked, last.locked), ...excess('unlocked', base.unlocked, last.unlocked)]
      : ['nothing was measured']
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  console.log(
    `\n${cycles} locks and unlocks of ${accounts} accounts, ${(cycles * roundMs) / 60_000} minutes on the page's clock, in ${seconds} s.`,
  )
  console.log(excesses.length === 0 ? 'Everything is back where it was.' : `Not given back: ${excesses.join(', ')}.`)
  process.exitCode = excesses.length === 0 ? 0 : 1
} finally {
  await stage.close()
}

/**
 * @param {import('playwright-core').CDPSession} session
 * @returns {Promise<Usage>}
 */
async function usageOf(session) {
  // What a first collection frees may hold on to what a second one finds.
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage')
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
  return {
    heap: await dataIn(session),
    whole: usedSize + (backingStorageSize ?? 0),
    nodes,
    listeners: jsEventListeners,
  }
}

/**
 * @param {import('playwright-core').CDPSession} session
 * @returns {Promise<number>} Bytes of a heap snapshot, the engine's own left out.
 */
async function dataIn(session) {
  /** @type {string[]} */
  const chunks = []
  const take = (/** @type {{ chunk: string }} */ { chunk }) => void chunks.push(chunk)
  session.on('HeapProfiler.addHeapSnapshotChunk', take)
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  session.off('HeapProfiler.addHeapSnapshotChunk', take)
  /** @type {{ snapshot: { meta: { node_fields: string[], node_types: [string[]] } }, nodes: number[] }} */
  const { snapshot, nodes } = JSON.parse(chunks.join(''))
  const { node_fields: fields, node_types: types } = snapshot.meta
  const [kind, size] = [fields.indexOf('type'), fields.indexOf('self_size')]
  let sum = 0
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (!engineKinds.includes(types[0][nodes[at + kind] ?? 0] ?? '')) sum += nodes[at + size] ?? 0
  }
  return sum
}

/**
 * @param {string} what
 * @param {Usage} usage
 */
function line(what, { heap, whole, nodes, listeners }) {
  const [data, all] = [heap, whole].map((bytes) => (bytes / 1e6).toFixed(2))
  return `${what}: ${data} MB of data (${all} in all), ${nodes} nodes, ${listeners} listeners`
}

/**
 * @param {'locked' | 'unlocked'} when
 * @param {Usage} base
 * @param {Usage} last
 * @returns {readonly string[]} What grew further than it may.
 */
function excess(when, base, last) {
  return /** @type {const} */ (['heap', 'nodes', 'listeners'])
    .filter((name) => last[name] > base[name] * (1 + tolerances[when][name]))
    .map((name) => `${name} while ${when} (${base[name]} → ${last[name]})`)
}
