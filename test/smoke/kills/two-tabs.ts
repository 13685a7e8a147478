import type { Image } from '../in-page/kills/image.ts'
import type { View } from '../in-page/kills/look.ts'
import { createSeededNumbers } from '../in-page/kills/seeded-random.ts'
import type { Tab } from './kill-stage.ts'
import type { Lane } from './lane.ts'

/** Steps within which the first tab is killed: some ten writes. */
const mostSteps = 400

/** Writes that the second tab must have done after the first one is gone. */
const writesAfterwards = 2

/**
 * Kills one of two tabs that write at the same time. The other one must go on, and everything that either was told must be
 * there. Resolves to the number of kills.
 */
export async function killBesideAnother(lane: Lane, start: Image, seed: number): Promise<number> {
  const next = createSeededNumbers(seed)
  const at = 1 + Math.floor(next() * mostSteps)
  const hasLocks = next() < 0.7
  const told = `tabs seed ${seed} (step ${at}${hasLocks ? '' : ', without locks'})`
  const look = await lane.tab()
  await look.call('writeImage', start)
  const before = countsIn((await look.call('look')).view)
  await look.call('writeImage', start)
  const [one, two] = [await lane.profile.openTab(), await lane.profile.openTab()]
  const first = one.call('keepWriting', { tab: 'one', seed, hasLocks, at })
  const second = two.call('keepWriting', { tab: 'two', seed: seed + 1, hasLocks })
  const wasKilled = await one.endOf(first)
  if (wasKilled instanceof Error) lane.fault(`${told}: ${wasKilled.message}`)
  const seen = two.acknowledged.length
  const hasGoneOn = await two.untilAcknowledged(seen + writesAfterwards)
  if (!hasGoneOn) lane.fault(`${told}: the other tab does not go on`)
  await two.call('stop')
  const end = await two.endOf(second)
  if (end !== false) lane.fault(`${told}: the other tab ended with ${String(end)}`)
  await two.page.close()
  const { view } = await look.call('look')
  const fault = faultBetween(before, view, one, two)
  if (fault !== undefined) lane.fault(`${told}: ${fault}`)
  return wasKilled === true ? 1 : 0
}

/** How often everything has been done that tabs do here. */
interface Counts {
  readonly one: number
  readonly two: number
  readonly counter: number
  readonly sitesOfOne: number
  readonly sitesOfTwo: number
  readonly epoch: number
}

interface Content {
  readonly accounts: readonly { readonly issuer: string; readonly useCount: number; readonly counter?: number }[]
  readonly sites: readonly { readonly origin: string }[]
  readonly identity: { readonly epoch: number }
}

function countsIn({ content = '' }: View): Counts {
  const [, inner] = JSON.parse(content) as readonly [unknown, string]
  const { accounts, sites, identity } = JSON.parse(inner) as Content
  const account = (issuer: string) => accounts.find((each) => each.issuer === issuer)
  return {
    one: account('First')?.useCount ?? 0,
    two: account('Third')?.useCount ?? 0,
    counter: account('Second')?.counter ?? 0,
    sitesOfOne: sites.filter(({ origin }) => origin.endsWith('.one.example')).length,
    sitesOfTwo: sites.filter(({ origin }) => origin.endsWith('.two.example')).length,
    epoch: identity.epoch,
  }
}

/** Everything that was acknowledged is there, and of what was not, one write of the tab that was killed at most. */
function faultBetween(before: Counts, view: View, one: Tab, two: Tab): string | undefined {
  if (view.status.name !== 'unlocked' || !view.status.integrity.sound) return `it is ${JSON.stringify(view.status)}`
  if (view.nextWrite !== 'success') return `the next write ends with ${view.nextWrite}`
  const found = countsIn(view)
  const said = (tab: Tab, what: string) => tab.acknowledged.filter((each) => each.startsWith(what)).length
  const counters = [...one.acknowledged, ...two.acknowledged].filter((each) => each.startsWith('counter'))
  if (new Set(counters).size !== counters.length) return 'a counter was spent twice'
  const surplus = {
    one: found.one - before.one - said(one, 'use'),
    two: found.two - before.two - said(two, 'use'),
    counter: found.counter - before.counter - counters.length,
    sitesOfOne: found.sitesOfOne - before.sitesOfOne - said(one, 'site'),
    sitesOfTwo: found.sitesOfTwo - before.sitesOfTwo - said(two, 'site'),
    epoch: found.epoch - before.epoch - one.acknowledged.length - two.acknowledged.length,
  }
  const { epoch, ...writes } = surplus
  const values = Object.values(writes)
  const sum = values.reduce((total, each) => total + each, 0)
  const isFair =
    values.every((each) => each >= 0) && sum <= 1 && epoch === sum && surplus.two + surplus.sitesOfTwo === 0
  return isFair ? undefined : `more or less than was acknowledged: ${JSON.stringify(surplus)}`
}
