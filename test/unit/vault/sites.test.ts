import { beforeEach, describe, expect, it } from 'vitest'
import type { ConnectedSite, LoggedRequest, Vault } from '../../../src/vault/index.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { createTabBus } from '../../support/tab-bus.ts'
import { createTabStage, passphrase, type TabStage } from '../../support/tab-stage.ts'

const site = (members: Partial<ConnectedSite> = {}): ConnectedSite => ({
  origin: 'https://deploy.example',
  accountIds: ['AAECAwQFBgcICQoLDA0ODw'],
  isBlocked: false,
  createdAt: 1,
  lastUsedAt: 2,
  uses: 3,
  ...members,
})
const request = (at: number): LoggedRequest => ({
  at,
  origin: 'https://deploy.example',
  method: 'codes.list',
  accountIds: [],
  outcome: 'ok',
})

let stage: TabStage<MemoryDisk>
let vault: Vault

beforeEach(async () => {
  stage = createTabStage(createMemoryDisk())
  vault = await stage.createVault()
})

describe('connected sites', () => {
  it('are remembered by origin, sealed', async () => {
    await vault.putSite(site())
    await vault.putSite(site({ origin: 'https://other.example', isBlocked: true }))
    await vault.putSite(site({ uses: 4 }))
    const other = await stage.unlockedTab()
    expect(other.sites().toSorted((a, b) => a.origin.localeCompare(b.origin))).toEqual([
      site({ uses: 4 }),
      site({ origin: 'https://other.example', isBlocked: true }),
    ])
    expect(JSON.stringify(await stage.disk.rows('records'))).not.toContain('example')
  })

  it('are forgotten one by one', async () => {
    await vault.putSite(site())
    await vault.putSite(site({ origin: 'https://other.example' }))
    await vault.removeSite('https://deploy.example')
    expect(vault.sites().map(({ origin }) => origin)).toEqual(['https://other.example'])
  })

  it('count their uses, and remember the last', async () => {
    await vault.putSite(site())
    await vault.recordSiteUse('https://deploy.example', 4)
    expect(vault.sites()).toEqual([site({ uses: 7, lastUsedAt: stage.clock.now() })])
  })

  it('stay forgotten when a tab that has not heard of it counts a use', async () => {
    await vault.putSite(site())
    const other = await stage.unlockedTab({ channel: createTabBus().join() })
    await vault.removeSite('https://deploy.example')
    expect(other.sites()).toHaveLength(1)
    await other.recordSiteUse('https://deploy.example', 1)
    expect(other.sites()).toEqual([])
  })

  it('are not shown while the vault is locked', async () => {
    await vault.putSite(site())
    await vault.logRequests([request(1)])
    vault.lock('person')
    expect([vault.sites(), vault.requests()]).toEqual([[], []])
    expect(await outcomeOf(() => vault.putSite(site()))).toBe('vault/locked')
  })
})

describe('the log of requests', () => {
  it('keeps the last five hundred, in order, over locks', async () => {
    await vault.logRequests(Array.from({ length: 300 }, (_, at) => request(at)))
    await vault.logRequests(Array.from({ length: 300 }, (_, at) => request(300 + at)))
    vault.lock('person')
    await vault.unlock(passphrase)
    expect(vault.requests().map(({ at }) => at)).toEqual(Array.from({ length: 500 }, (_, at) => 100 + at))
  })

  it('is cleared', async () => {
    await vault.logRequests([request(1)])
    await vault.clearRequests()
    expect(vault.requests()).toEqual([])
  })
})
