import { beforeEach, describe, expect, it } from 'vitest'
import { makeAutoJoin, type Vault } from '../../../src/vault/index.ts'
import { totpDraft } from '../../support/drafts.ts'
import { createHandTimer } from '../../support/hand-timer.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { createTabStage, passphrase, untilStatus, type TabStage } from '../../support/tab-stage.ts'

/** A document that is shown and hidden by hand. */
class HandPage extends EventTarget {
  visibilityState = 'visible'

  become(visibilityState: 'visible' | 'hidden'): void {
    this.visibilityState = visibilityState
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

let stage: TabStage<MemoryDisk>
let first: Vault

beforeEach(async () => {
  stage = createTabStage(createMemoryDisk(), { startTimer: createHandTimer().startTimer })
  first = await stage.createVault()
  await first.add([totpDraft()])
})

/** A tab as `main.tsx` opens it. */
async function openTab(visibilityState: 'visible' | 'hidden' = 'visible'): Promise<{ tab: Vault; page: HandPage }> {
  const tab = await stage.openTab()
  const page = new HandPage()
  page.visibilityState = visibilityState
  makeAutoJoin({ vault: tab, page })
  return { tab, page }
}

const asks = () => stage.bus.posted.filter((message) => (message as { type: string }).type === 'ask').length

describe('a tab of the app', () => {
  it('is let in by one that is unlocked, and knows by whom', async () => {
    const { tab } = await openTab()
    await untilStatus(tab, 'unlocked')
    expect(tab.status()).toMatchObject({ name: 'unlocked', joined: true })
    expect(first.status()).not.toHaveProperty('joined')
    expect(tab.accounts()).toHaveLength(1)
  })

  it('asks once it is seen, and not before', async () => {
    const { tab, page } = await openTab('hidden')
    expect(asks()).toBe(0)
    page.become('visible')
    await untilStatus(tab, 'unlocked')
  })

  it('that waits is let in when another one is unlocked', async () => {
    first.lock('person')
    const { tab } = await openTab()
    await expect.poll(asks).toBe(1)
    await first.unlock(passphrase)
    await untilStatus(tab, 'unlocked')
  })

  it('that is hidden then is let in when it is shown', async () => {
    first.lock('person')
    const { tab, page } = await openTab('hidden')
    await first.unlock(passphrase)
    expect(asks()).toBe(0)
    page.become('visible')
    await untilStatus(tab, 'unlocked')
  })

  it('beside which the first vault is made is let in', async () => {
    stage = createTabStage(createMemoryDisk(), { startTimer: createHandTimer().startTimer })
    const { tab } = await openTab()
    await stage.createVault()
    await untilStatus(tab, 'unlocked')
  })

  it('is locked with the others, and stays so until one of them is unlocked', async () => {
    const { tab } = await openTab()
    await untilStatus(tab, 'unlocked')
    const askedBefore = asks()
    first.lock('person')
    await untilStatus(tab, 'locked')
    expect(asks()).toBe(askedBefore)
    await first.unlock(passphrase)
    await untilStatus(tab, 'unlocked')
  })

  it('that the person locks stays locked, and so do the others', async () => {
    const { tab, page } = await openTab()
    await untilStatus(tab, 'unlocked')
    tab.lock('person')
    await untilStatus(first, 'locked')
    page.become('hidden')
    page.become('visible')
    await expect.poll(asks).toBe(2)
    expect([tab.status().name, first.status().name]).toEqual(['locked', 'locked'])
  })

  it('asks no more when it was stopped', async () => {
    const tab = await stage.openTab()
    const page = new HandPage()
    page.visibilityState = 'hidden'
    makeAutoJoin({ vault: tab, page })()
    page.become('visible')
    expect(asks()).toBe(0)
  })
})
