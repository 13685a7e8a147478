import type { Undo, Vault } from '../../../../src/vault/index.ts'
import { outcomeOf } from '../../../support/outcome.ts'
import { untilChecked } from '../../../support/snapshot-stage.ts'
import { readImage, writeImage, type Image } from './image.ts'
import { look } from './look.ts'
import { createSeededNumbers } from './seeded-random.ts'
import { armSteps, stepsSoFar, watchSteps, type Ending } from './steps.ts'
import { writeBereft, writeWithoutRoom } from './trouble.ts'
import { buildWorld, idOf, openTab, passphrases, seedRandom, startOfTime } from './worlds.ts'
import { writes, type Write, type WriteName } from './writes.ts'

declare global {
  interface Window {
    harness: Harness
    /** Tells the driver that a write was answered. Resolves when the driver has heard. */
    acknowledge: (what: string) => Promise<void>
  }
}

/** Writes in a row, from a known beginning. */
export interface Sequence {
  readonly names: readonly WriteName[]
  readonly start: Image
  readonly seed: number
  /** Each write begins before the one before it has ended. */
  readonly atOnce?: boolean
}

/** What a sequence leaves behind when nothing comes between. */
export interface Rehearsal {
  /** The beginning, and what each write left; of a twofold one, what its first half left as well. */
  readonly images: readonly Waypoint[]
  readonly steps: readonly string[]
}

/** What lies there at some point of a sequence. */
export interface Waypoint {
  readonly image: Image
  /** Writes that are done by then: halves between. */
  readonly done: number
}

/** Runs a sequence to its end. */
async function rehearse(sequence: Sequence): Promise<Rehearsal> {
  const images: Waypoint[] = [{ image: sequence.start, done: 0 }]
  const first: Write | undefined = sequence.names[0] && writes[sequence.names[0]]
  if (first?.isTwofold) images.push({ image: await firstHalf(sequence, first), done: 0.5 })
  const vault = await begin(sequence)
  const steps: string[] = []
  let undo: Undo | undefined
  for (const [index, name] of sequence.names.entries()) {
    armSteps()
    undo = undoIn(await writes[name].run(vault, undo))
    steps.push(...stepsSoFar())
    images.push({ image: await readImage(), done: index + 1 })
  }
  vault.close()
  return { images, steps }
}

/** What a twofold write leaves whose second half never comes to write. */
async function firstHalf({ start, seed }: Sequence, write: Write): Promise<Image> {
  await writeImage(start)
  seedRandom(seed)
  const second = Promise.withResolvers<undefined>()
  let asked = 0
  const request = <T>(lock: string, work: () => Promise<T>): Promise<T> => {
    asked++
    if (asked === 1) return navigator.locks.request(lock, work)
    second.resolve(undefined)
    return new Promise(() => {})
  }
  const vault = await openTab({ ...write.options?.(), locks: { request } })
  void write.run(vault, undefined)
  await second.promise
  const image = await readImage()
  vault.close()
  return image
}

let prepared: { readonly sequence: Sequence; readonly vault: Vault } | undefined

/** Does what comes before a sequence, so that only its own steps can be killed. */
async function prepare(sequence: Sequence): Promise<void> {
  prepared = { sequence, vault: await begin(sequence) }
}

/** Runs the sequence that was prepared, until it is killed. Resolves only where that did not happen. */
async function perform(at: number | undefined, ending: Ending): Promise<void> {
  if (prepared === undefined) throw new Error('nothing was prepared')
  const { sequence, vault } = prepared
  armSteps(at, ending)
  let undo: Undo | undefined
  const answered: Promise<void>[] = []
  for (const [index, name] of sequence.names.entries()) {
    const answer = writes[name].run(vault, undo)
    if (sequence.atOnce) answered.push(answer.then(() => window.acknowledge(String(index + 1))))
    else {
      undo = undoIn(await answer)
      await window.acknowledge(String(index + 1))
    }
  }
  await Promise.all(answered)
  armSteps()
  vault.close()
}

async function begin({ names, start, seed }: Sequence): Promise<Vault> {
  await writeImage(start)
  const first: Write | undefined = names[0] && writes[names[0]]
  seedRandom(seed)
  const vault = await openTab(first?.options?.())
  if (first?.fromLocked) return vault
  await vault.unlock(passphrases[0])
  // What an unlock leaves to be looked at is no step of the write behind it.
  await untilChecked(vault)
  return vault
}

function undoIn(answer: unknown): Undo | undefined {
  return typeof answer === 'function' ? (answer as Undo) : undefined
}

/** How a tab beside another one writes. */
export interface TabWriting {
  readonly tab: string
  readonly seed: number
  readonly hasLocks: boolean
  readonly at?: number
}

const writing = { isWanted: false }

/** Writes whatever comes to mind, telling of each, until it is killed or stopped. The vault must be there. */
async function keepWriting({ tab, seed, hasLocks, at }: TabWriting): Promise<void> {
  const next = createSeededNumbers(seed)
  seedRandom(seed)
  const vault = await openTab(hasLocks ? {} : { locks: withoutLocks })
  await vault.unlock(passphrases[0])
  const own = idOf(vault, tab === 'one' ? 'First' : 'Third')
  const shared = idOf(vault, 'Second')
  armSteps(at)
  writing.isWanted = true
  for (let round = 0; writing.isWanted; round++) {
    const choice = Math.floor(next() * 3)
    if (choice === 0) await attempt('use', () => vault.recordUse(own))
    else if (choice === 1) {
      await attempt('counter', async () => {
        const { counter } = await vault.nextCode(shared)
        return String(counter)
      })
    } else await attempt('site', () => vault.putSite({ ...site, origin: `https://${round}.${tab}.example` }))
  }
  vault.close()
}

/** Other tabs that keep writing may make one lose, which is no fault: then nothing has changed. */
async function attempt(what: string, write: () => Promise<unknown>): Promise<void> {
  let answer: unknown = ''
  const outcome = await outcomeOf(async () => {
    answer = await write()
  })
  if (outcome === 'success') await window.acknowledge(typeof answer === 'string' ? `${what} ${answer}` : what)
  else if (outcome !== 'vault/conflict') throw new Error(outcome)
}

const withoutLocks = { request: <T>(_: string, work: () => Promise<T>) => work() }
const site = { accountIds: [], isBlocked: false, createdAt: startOfTime, lastUsedAt: 0, uses: 0 }

watchSteps()
const harness = {
  buildWorld,
  writeImage,
  rehearse,
  prepare,
  perform,
  look,
  writeWithoutRoom,
  writeBereft,
  keepWriting,
  stop: () => {
    writing.isWanted = false
  },
  worlds: () => Object.fromEntries(Object.entries(writes).map(([name, { world }]) => [name, world])),
}

/** What the driver calls in the page. */
export type Harness = typeof harness

window.harness = harness
