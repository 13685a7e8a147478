import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Image } from './in-page/kills/image.ts'
import type { View } from './in-page/kills/look.ts'
import { createSeededNumbers } from './in-page/kills/seeded-random.ts'
import type { WriteName } from './in-page/kills/writes.ts'
import { damagesOf, type Damage } from './kills/bit-flips.ts'
import { openKillStage, type KillStage, type Tab } from './kills/kill-stage.ts'

let stage: KillStage
let tab: Tab
let rich: Image
let plain: Image

beforeAll(async () => {
  stage = await openKillStage()
  tab = await (await stage.openProfile()).openTab()
  rich = await tab.call('buildWorld', 'rich')
  plain = await tab.call('buildWorld', 'plain')
}, 120_000)
afterAll(() => stage.close())

async function lookAt(image: Image): Promise<View> {
  await tab.call('writeImage', image)
  return (await tab.call('look')).view
}

const stores = ({ headers, records, entries, snapshots }: Image) => ({ headers, records, entries, snapshots })

describe('damage at rest', () => {
  /** Of each class, in a vault with a snapshot and in one without. */
  const damagesPerClass = 25

  it('fault 17, fault 22: whatever byte is damaged, nothing is shown that was not written, and nothing is lost unnamed', async () => {
    const faults: string[] = []
    const next = createSeededNumbers(17)
    for (const image of [rich, plain]) {
      const intact = await lookAt(image)
      for (const damage of damagesOf(image, damagesPerClass, next)) {
        const fault = faultOf(damage, await lookAt(damage.image), intact)
        if (fault !== undefined) faults.push(`${damage.of}, ${damage.where}: ${fault}`)
      }
    }
    expect(faults).toEqual([])
  }, 300_000)
})

interface Shown {
  readonly accounts: readonly { readonly id: string }[]
}

function accountsIn(view: View): ReadonlyMap<string, string> {
  const [, inner] = JSON.parse(view.content ?? '[null,"{}"]') as readonly [unknown, string]
  const { accounts = [] } = JSON.parse(inner) as Partial<Shown>
  return new Map(accounts.map((account) => [account.id, JSON.stringify(account)]))
}

/** What is twice, or only repeats something, may be damaged without harm. */
const spare = ['one header', 'line', 'snapshot']

function faultOf({ of }: Damage, view: View, intact: View): string | undefined {
  const { status } = view
  if (status.name === 'absent' || status.name === 'removed') return `it is taken for ${status.name}`
  if (spare.includes(of) && view.content === intact.content && isSound(view)) return undefined
  if (spare.includes(of)) return `not as it was: ${brief(view)}`
  if (status.name !== 'unlocked') return of === 'record' ? `not opened: ${brief(view)}` : undefined
  if (isSound(view)) return view.content === intact.content && of !== 'record' ? undefined : 'not noticed'
  const { missing, altered, unreadable, extra } = status.integrity
  const named = new Set([...missing, ...altered, ...unreadable, ...extra])
  const [shown, written] = [accountsIn(view), accountsIn(intact)]
  const lost = [...written].filter(([id, account]) => shown.get(id) !== account && !named.has(id))
  if (lost.length > 0) return `lost without a name: ${lost.map(([id]) => id).join()}`
  return [...shown.keys()].every((id) => written.has(id)) ? undefined : 'an account that nobody made'
}

function isSound({ status, nextWrite }: View): boolean {
  return status.name === 'unlocked' && status.integrity.sound && nextWrite === 'success'
}

function brief(view: View): string {
  return JSON.stringify({ ...view, content: view.content?.length })
}

describe('a full disk', () => {
  const names: readonly WriteName[] = [
    'add',
    'add many',
    'import',
    'edit',
    'next code',
    'settings',
    'passphrase',
    'recovery code',
    'passkey',
    'backup key',
    'site',
    'log',
    'accept a state',
  ]

  it('fault 61: refuses every kind of write, keeps everything, and takes it when there is room', async () => {
    const session = await tab.page.context().newCDPSession(tab.page)
    await session.send('Storage.overrideQuotaForOrigin', {
      origin: new URL(tab.page.url()).origin,
      quotaSize: 8_000_000,
    })
    const refused: string[] = []
    for (const name of names) {
      const start =
        name === 'accept a state' ? await tab.call('buildWorld', 'damaged') : name === 'add many' ? plain : rich
      const { first, left, second } = await tab.call('writeWithoutRoom', name, start)
      if (first === 'storage/quota') refused.push(name)
      // What is small enough may still find a place.
      else expect([name, first]).toEqual([name, 'success'])
      if (first !== 'success') expect([name, stores(left)]).toEqual([name, stores(start)])
      expect([name, second]).toEqual([name, 'success'])
      const { view } = await tab.call('look')
      expect([name, view.nextWrite]).toEqual([name, 'success'])
    }
    expect(refused).toContain('add many')
    expect(refused.length).toBeGreaterThan(6)
  }, 300_000)
})

describe('a database that is deleted', () => {
  it('fault 60: at any step of a write, leaves everything in memory, and is not made anew', async () => {
    let at = 1
    for (; ; at++) {
      const { wasDeleted, outcome, status, accounts, isThere } = await tab.call('writeBereft', 'edit', rich, at)
      if (!wasDeleted) break
      expect([at, ['success', 'storage/removed'].includes(outcome)]).toEqual([at, true])
      expect([at, status, accounts, isThere]).toEqual([at, { name: 'removed', inMemory: true }, 6, false])
    }
    expect(at).toBeGreaterThan(20)
  }, 120_000)
})
