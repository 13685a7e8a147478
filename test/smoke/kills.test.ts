import { expect, it } from 'vitest'
import { runKills } from './kills/kill-run.ts'

/** What `npm run test:kills` sets; without it a part of the kills is enough. */
const { MFA_KILLS: kind, MFA_KILLS_SEED: seed, MFA_KILLS_ONLY: some = '', MFA_KILLS_STEP: step } = process.env
const only = some.split(',').filter((name) => name !== '')
const isFull = kind === 'full'

it(`a tab that is killed in the middle of a write leaves the vault as it was before or after, never between`, async () => {
  const startedAt = performance.now()
  const options = isFull ? { rowKills: 100, tabKills: 30 } : { stepsPerWrite: 2, rowKills: 10, tabKills: 3 }
  const { kills, faults } = await runKills({
    ...options,
    seed: Number(seed ?? 1),
    only,
    step: step === undefined ? undefined : Number(step),
    lanes: 2,
    print: isFull ? console.log : () => {},
  })
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  console.log(`${kills} kills, seed ${seed ?? 1}, ${faults.length} faults, ${seconds} s`)
  for (const fault of faults) console.log(fault)
  expect(faults).toEqual([])
  if (only.length === 0) expect(kills).toBeGreaterThan(isFull ? 500 : 50)
}, 7_200_000)
