// @ts-check
// Argon2id as it protects a passphrase: in the app's worker, in hash-wasm, and where it is installed natively.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { median, timed } from './report.mjs'
import { callRoom, newPage } from './stage.mjs'

const rounds = 7

/** @param {import('./stage.mjs').Stage} stage @returns {Promise<import('./report.mjs').Figure[]>} */
export async function measureKeyDerivation(stage) {
  const worker = readdirSync(join(stage.folder, 'assets')).find((file) => /^kdf\.worker-.*\.js$/.test(file))
  const page = await newPage(stage, { instantKdf: false })
  const { app, hashWasm, longestFrame } = await callRoom(page, 'timeKdf', `/assets/${worker}`, rounds)
  await page.context().close()
  const native = nativeTimes()
  const figures = [
    timed('Argon2id 64 MiB, 3 passes, 1 lane: the app, in its worker', app),
    timed('the same in hash-wasm', hashWasm),
    { what: 'the app over hash-wasm', found: median(app) / median(hashWasm), unit: '×', budget: 1 },
    { what: 'longest frame of the page meanwhile', found: longestFrame, unit: 'ms', budget: 33.4 },
  ]
  if (native === undefined) return [...figures, { what: 'native: no `argon2` is installed here', found: '–' }]
  return [
    ...figures,
    timed('the same natively (argon2)', native),
    { what: 'the app over native', found: median(app) / median(native), unit: '×', budget: 1.6 },
  ]
}

/** @returns {number[] | undefined} ms as Debian's `argon2` says them; `undefined`: it is not installed. */
function nativeTimes() {
  const run = () =>
    spawnSync('argon2', ['0123456789abcdef', '-id', '-t', '3', '-k', '65536', '-p', '1'], {
      input: 'copper lantern quiet orbit willow',
      encoding: 'utf8',
    })
  if (run().error) return undefined
  return Array.from({ length: rounds }, () => Number(/([\d.]+) seconds/.exec(run().stdout)?.[1]) * 1000)
}
