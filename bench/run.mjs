// @ts-check
// npm run bench: measures the built app and says which budgets it keeps. npm run bench -- vault list runs only those.
import { cpus, loadavg } from 'node:os'
import { measureIdle } from './idle.mjs'
import { measureImport } from './import.mjs'
import { measureKeyDerivation } from './key-derivation.mjs'
import { measureList } from './list.mjs'
import { measureMemory } from './memory.mjs'
import { measureMessageApi } from './message-api.mjs'
import { measureQr } from './qr.mjs'
import { printFigure, verdict } from './report.mjs'
import { measureSize } from './size.mjs'
import { openStage } from './stage.mjs'
import { measureStartUp } from './start-up.mjs'
import { measureVault } from './vault.mjs'

/** @type {Readonly<Record<string, (stage: import('./stage.mjs').Stage) => import('./report.mjs').Figure[] | Promise<import('./report.mjs').Figure[]>>>} */
const concerns = {
  size: ({ folder }) => measureSize(folder),
  'start-up': measureStartUp,
  'key-derivation': measureKeyDerivation,
  vault: measureVault,
  import: measureImport,
  list: measureList,
  'message-api': measureMessageApi,
  qr: measureQr,
  memory: measureMemory,
  idle: measureIdle,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in concerns))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there are ${Object.keys(concerns).join(', ')}.`)
  process.exit(1)
}

const stage = await openStage()
let over = 0
try {
  const [cpu] = cpus()
  console.log(
    `${cpus().length} × ${cpu?.model ?? 'unknown'}, Node ${process.version}, Chromium ${stage.browser.version()}`,
  )
  for (const [name, measure] of Object.entries(concerns)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    console.log(`\n${name} (load ${loadavg()[0]?.toFixed(1)})`)
    for (const figure of await measure(stage)) {
      printFigure(figure)
      if (verdict(figure) === 'OVER') over++
    }
  }
} finally {
  await stage.close()
}
console.log(over === 0 ? '\nEvery budget is kept.' : `\nOver budget: ${over}.`)
