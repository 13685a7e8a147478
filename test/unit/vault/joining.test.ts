import { beforeEach, describe, expect, it } from 'vitest'
import type { Vault, VaultEvent } from '../../../src/vault/index.ts'
import { totpDraft } from '../../support/drafts.ts'
import { createHandTimer, type HandTimer } from '../../support/hand-timer.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { createTabStage, passphrase, untilStatus, type TabStage } from '../../support/tab-stage.ts'

let stage: TabStage<MemoryDisk>
let first: Vault
let timer: HandTimer

beforeEach(async () => {
  timer = createHandTimer()
  stage = createTabStage(createMemoryDisk())
  first = await stage.createVault()
  await first.add([totpDraft({ issuer: 'GitHub' })])
})

const openTab = () => stage.openTab({ startTimer: timer.startTimer })

describe('a tab that is opened beside an unlocked one', () => {
  it('is unlocked from it, without the slow hash, and the other tab hears of it', async () => {
    const heard: VaultEvent['type'][] = []
    first.subscribe(({ type }) => heard.push(type))
    const derivations = stage.kdf.asked.length
    const second = await openTab()
    expect(await second.join()).toBe(true)
    expect(second.accounts().map(({ issuer }) => issuer)).toEqual(['GitHub'])
    expect(stage.kdf.asked.length).toBe(derivations)
    expect(heard).toEqual(['joined'])
  })

  it('can write, and the other sees it', async () => {
    const second = await openTab()
    await second.join()
    await second.add([totpDraft({ issuer: 'GitLab' })])
    expect(second.accounts()).toHaveLength(2)
    await expect.poll(() => first.accounts().length).toBe(2)
  })

  it('is locked with it, which is said once', async () => {
    const second = await openTab()
    await second.join()
    first.lock('person')
    await untilStatus(second, 'locked')
    expect(second.accounts()).toEqual([])
    expect(stage.bus.posted.filter((data) => (data as { type: string }).type === 'locked')).toHaveLength(1)
  })

  it('is unlocked although something is damaged, and says so', async () => {
    const [id] = await first.add([totpDraft({ issuer: 'GitLab' })])
    const row = (await stage.disk.rows('records')).find((record) => (record as { id: string }).id === id)
    await stage.disk.put('records', { ...(row as object), c: new Uint8Array(40) })
    const second = await openTab()
    expect(await second.join()).toBe(true)
    expect(second.status()).toMatchObject({ name: 'unlocked', integrity: { sound: false } })
  })

  it('hands over keys that cannot be exported, and nothing else', async () => {
    const second = await openTab()
    await second.join()
    const messages = stage.bus.posted.filter((data) => JSON.stringify(data).includes('keys'))
    expect(messages).toHaveLength(1)
    const [{ keys, ...rest }] = messages as [{ keys: Record<string, CryptoKey> }]
    expect(Object.values(keys).map(({ extractable }) => extractable)).toEqual([false, false])
    expect(Object.keys(rest).toSorted()).toEqual(['ask', 'type', 'vaultId'])
  })
})

describe('a tab that nobody lets in', () => {
  it('stays locked where all are locked', async () => {
    first.lock('person')
    const second = await openTab()
    const joining = second.join()
    await expect.poll(() => timer.running()).toContain(1000)
    timer.ring()
    expect(await joining).toBe(false)
    expect(second.status().name).toBe('locked')
    await second.unlock(passphrase)
    expect(second.status().name).toBe('unlocked')
  })

  it('stays out where all were locked while it was let in', async () => {
    const second = await openTab()
    const third = stage.bus.join()
    third.addEventListener('message', ({ data }) => {
      // Before the second tab has opened the records: there is no session of its own yet that could be ended.
      if ((data as { type: string }).type === 'keys') third.postMessage({ type: 'locked' })
    })
    expect(await second.join()).toBe(false)
    expect([second.status().name, second.accounts()]).toEqual(['locked', []])
  })

  it('asks again when another tab is unlocked while it waits', async () => {
    first.lock('person')
    const second = await openTab()
    const joining = second.join()
    await expect.poll(() => timer.running()).toContain(1000)
    await first.unlock(passphrase)
    expect(await joining).toBe(true)
  })

  it('takes no keys that it did not ask for', async () => {
    const second = await openTab()
    const foreign = stage.bus.join()
    const third = await openTab()
    await third.join()
    const keys = stage.bus.posted.find((data) => JSON.stringify(data).includes('"keys"'))
    foreign.postMessage(keys)
    await Promise.resolve()
    expect(second.status().name).toBe('locked')
  })

  it('refuses keys of another vault', async () => {
    const other = createTabStage(createMemoryDisk())
    const stranger = await other.createVault()
    await stranger.add([totpDraft()])
    const second = await openTab()
    first.lock('person')
    const joining = second.join()
    await expect.poll(() => timer.running()).toContain(1000)
    const asked = stage.bus.posted.find((data) => JSON.stringify(data).includes('"ask"'))
    const helper = await other.openTab()
    await helper.join()
    const keys = other.bus.posted.find((data) => JSON.stringify(data).includes('"keys"'))
    stage.bus.join().postMessage({ ...(keys as object), ask: (asked as { ask: string }).ask })
    await joining.catch(() => undefined)
    expect(second.status().name).toBe('locked')
  })
})
