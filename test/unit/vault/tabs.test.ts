import { describe, expect, it } from 'vitest'
import { joinTabs, type TabMessage } from '../../../src/vault/tabs.ts'
import { createTabBus } from '../../support/tab-bus.ts'

function listening() {
  const bus = createTabBus()
  const heard: TabMessage[] = []
  const sender = bus.join()
  const tabs = joinTabs(bus.join(), (message) => heard.push(message))
  return { bus, heard, sender, tabs }
}

describe('joinTabs', () => {
  it.each([
    { type: 'locked' },
    { type: 'unlocked' },
    { type: 'erased' },
    { type: 'erased', vaultId: 'AAECAwQFBgcICQoLDA0ODw' },
    { type: 'changed', epoch: 4 },
  ])('hears %j', async (message) => {
    const { heard, sender } = listening()
    sender.postMessage(message)
    await Promise.resolve()
    expect(heard).toEqual([message])
  })

  it.each([
    null,
    'locked',
    7,
    [],
    ['locked'],
    {},
    { type: 'keys' },
    { type: 'changed' },
    { type: 'changed', epoch: '4' },
    { type: 'changed', epoch: -1 },
    { type: 'changed', epoch: 1.5 },
  ])('ignores %j', async (message) => {
    const { heard, sender } = listening()
    sender.postMessage(message)
    await Promise.resolve()
    expect(heard).toEqual([])
  })

  it('takes nothing from a message but what it knows', async () => {
    const { heard, sender } = listening()
    sender.postMessage({ type: 'locked', extra: 'x' })
    await Promise.resolve()
    expect(heard).toEqual([{ type: 'locked' }])
  })

  it('hears nothing after it has left', async () => {
    const { heard, sender, tabs } = listening()
    tabs.close()
    sender.postMessage({ type: 'locked' })
    await Promise.resolve()
    expect(heard).toEqual([])
  })

  it('does without a channel', () => {
    const tabs = joinTabs(undefined, () => {})
    expect(() => {
      tabs.post({ type: 'locked' })
      tabs.close()
    }).not.toThrow()
  })
})
