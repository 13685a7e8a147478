import type { Rehearsal, Sequence, Waypoint } from '../in-page/kills/harness.ts'
import type { Image } from '../in-page/kills/image.ts'
import { createSeededNumbers } from '../in-page/kills/seeded-random.ts'
import type { Ending } from '../in-page/kills/steps.ts'
import type { World } from '../in-page/kills/worlds.ts'
import type { WriteName } from '../in-page/kills/writes.ts'
import { faultIn, type KnownState } from './kill-checks.ts'
import { openKillStage, type KillStage } from './kill-stage.ts'
import { openLane, type Lane } from './lane.ts'
import { killBesideAnother } from './two-tabs.ts'

/** How much is killed. */
export interface KillOptions {
  readonly seed: number
  /** Steps of each write; absent: every one of them. */
  readonly stepsPerWrite?: number | undefined
  /** Kills in rows of writes, and beside a second tab. */
  readonly rowKills: number
  readonly tabKills: number
  /** Only these writes, by name; `rows` and `tabs` are the other parts. Empty: everything. */
  readonly only: readonly string[]
  /** Only this step, for looking at it again. */
  readonly step?: number | undefined
  /** Profiles that work beside each other. */
  readonly lanes: number
  readonly print: (line: string) => void
}

/** What came of it. */
export interface KillReport {
  readonly kills: number
  /** Each with what is needed to see it again. */
  readonly faults: readonly string[]
}

/** Kills tabs in the middle of writes, and looks each time what is left. */
export async function runKills(options: KillOptions): Promise<KillReport> {
  const faults: string[] = []
  const stage = await openKillStage()
  try {
    const jobs = await jobsFor(stage, options)
    let kills = 0
    await Promise.all(
      Array.from({ length: options.lanes }, async () => {
        const lane = await openLane(stage, (what) => {
          faults.push(what)
          options.print(`FAULT ${what}`)
        })
        for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
          const count = await job(lane)
          kills += count
        }
      }),
    )
    return { kills, faults }
  } finally {
    await stage.close()
  }
}

/** One thing to do in whichever profile is free. Resolves to the number of kills. */
type KillJob = (lane: Lane) => Promise<number>

async function jobsFor(stage: KillStage, options: KillOptions): Promise<KillJob[]> {
  const { only, print, seed } = options
  const profile = await stage.openProfile()
  const tab = await profile.openTab()
  const worldOf = await tab.call('worlds')
  const images = {} as Record<World, Image>
  for (const world of ['none', 'plain', 'rich', 'damaged'] as const) images[world] = await tab.call('buildWorld', world)
  await profile.close()
  const wants = (part: string) => only.length === 0 || only.includes(part)
  const names = (Object.keys(worldOf) as WriteName[]).filter(wants)
  const jobs: KillJob[] = names.map((name) => async (lane) => {
    const startedAt = performance.now()
    const row = name === 'undo' ? (['edit', 'undo'] as const) : [name]
    const start = images[worldOf[name] ?? 'rich']
    const kills = await killAtSteps(lane, { names: row, start, seed }, options)
    print(
      `${name.padEnd(24)} ${String(kills).padStart(4)} kills  ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
    )
    return kills
  })
  if (wants('rows')) jobs.push(...rowsOf(images.rich, options))
  if (wants('tabs')) {
    for (let n = 0; n < options.tabKills; n++) jobs.push((lane) => killBesideAnother(lane, images.rich, seed + n))
  }
  return jobs
}

/** Kills one write at its steps, one after the other. */
async function killAtSteps(lane: Lane, sequence: Sequence, options: KillOptions): Promise<number> {
  const { states, steps } = await rehearsed(lane, sequence)
  const next = createSeededNumbers(options.seed + sequence.names.join().length)
  const chosen = options.step === undefined ? chooseSteps(steps, options.stepsPerWrite, next) : [options.step]
  let kills = 0
  for (const at of chosen) {
    const ending = createSeededNumbers(options.seed + at)() < 0.5 ? 'abort' : 'hang'
    kills += await killOnce(lane, sequence, states, { at, ending })
  }
  return kills
}

/** A write of hundreds of records goes through the same few kinds of steps: those where the kind changes, and some more. */
const mostSteps = 150

function chooseSteps(steps: readonly string[], count: number | undefined, next: () => number): readonly number[] {
  const all = steps.map((_, index) => index + 1)
  if (count !== undefined) return Array.from({ length: count }, () => 1 + Math.floor(next() * steps.length))
  if (all.length <= mostSteps) return all
  const turns = all.filter((at) => steps[at - 1] !== steps[at - 2] || steps[at - 1] !== steps[at])
  const share = (list: readonly number[], most: number) => list.filter(() => next() < most / list.length)
  return [...new Set([...share(turns, 80), ...share(all, 20), ...all.slice(-20)])].toSorted((a, b) => a - b)
}

/** Writes that need nothing loaded before they stand in line, so that they are made in the order in which they began. */
const quickWrites: readonly WriteName[] = [
  'next code',
  'count a use',
  'settings',
  'use of a site',
  'no site',
  'log',
  'no kept rows',
  'no backup key',
]
const slowWrites: readonly WriteName[] = ['add', 'edit', 'edit many', 'bin', 'restore', 'another recovery code', 'site']

/** How many kills share a row of writes, which is rehearsed once. */
const killsPerRow = 10

function rowsOf(start: Image, { seed, rowKills }: KillOptions): readonly KillJob[] {
  return Array.from({ length: Math.ceil(rowKills / killsPerRow) }, (_, index) => async (lane) => {
    const next = createSeededNumbers(seed + 1000 * (index + 1))
    const atOnce = index % 2 === 1
    const names = drawn(atOnce ? quickWrites : [...quickWrites, ...slowWrites], 5, next)
    const sequence = { names, start, seed: seed + index, atOnce }
    const { states, steps } = await rehearsed(lane, sequence)
    const count = Math.min(killsPerRow, rowKills - index * killsPerRow)
    let kills = 0
    for (let n = 0; n < count; n++) {
      const at = 1 + Math.floor(next() * steps.length)
      // Some from outside, at a moment that nobody chose.
      const how = n % 3 === 2 ? { afterMs: next() * 40 } : ({ at, ending: next() < 0.5 ? 'abort' : 'hang' } as const)
      kills += await killOnce(lane, sequence, states, how)
    }
    return kills
  })
}

function drawn<T>(from: readonly T[], count: number, next: () => number): readonly T[] {
  const left = [...from]
  return Array.from({ length: count }, () => left.splice(Math.floor(next() * left.length), 1)).flat()
}

/** When and how a tab is killed: at a step of its own, or from outside some time after it began. */
type Kill = { readonly at: number; readonly ending: Ending } | { readonly afterMs: number }

/** Runs a row of writes into a kill, and looks what is left. Resolves to 1, or 0 where it ended before. */
async function killOnce(lane: Lane, sequence: Sequence, states: readonly KnownState[], kill: Kill): Promise<number> {
  const told = `${sequence.names.join(', ')} ${JSON.stringify(kill)} seed ${sequence.seed}`
  const tab = await lane.tab()
  tab.forget()
  const [at, ending] = 'at' in kill ? [kill.at, kill.ending] : [undefined, 'hang' as const]
  await tab.call('prepare', sequence)
  const running = tab.call('perform', at, ending)
  if ('afterMs' in kill) setTimeout(() => void tab.crash(), kill.afterMs)
  const wasKilled = await tab.endOf(running)
  if (wasKilled instanceof Error) lane.fault(`${told}: ${wasKilled.message}`)
  const answered = tab.acknowledged.length
  const after = await lane.tab()
  const found = await after.call('look').catch((error: unknown) => String(error))
  const atOnce = sequence.atOnce === true
  const fault = typeof found === 'string' ? found : faultIn(found, states, { answered, atOnce })
  if (fault !== undefined) lane.fault(`${told}: ${fault}`)
  return wasKilled === true ? 1 : 0
}

/** The states that a row of writes goes through, each looked at as it will be after a kill. */
async function rehearsed(
  lane: Lane,
  sequence: Sequence,
): Promise<Pick<Rehearsal, 'steps'> & { readonly states: readonly KnownState[] }> {
  const tab = await lane.tab()
  const { images, steps } = await tab.call('rehearse', sequence)
  const states: KnownState[] = []
  for (const point of sequence.names.includes('erase') ? withHalfErased(images) : images) {
    await tab.call('writeImage', point.image)
    states.push({ ...(await tab.call('look')), done: point.done })
  }
  const end = states.at(-1)?.view
  if (end?.nextWrite !== 'success')
    lane.fault(`${sequence.names.join()}: not even without a kill: ${JSON.stringify(end)}`)
  return { states, steps }
}

/** The anchor goes after the database: between the two, the vault is gone and the browser remembers that there was one. */
function withHalfErased(points: readonly Waypoint[]): readonly Waypoint[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1]
    if (before === undefined || point.image.exists) return [point]
    return [{ image: { ...point.image, anchor: before.image.anchor }, done: point.done - 0.5 }, point]
  })
}
