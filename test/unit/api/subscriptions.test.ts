import { describe, expect, it } from 'vitest'
import { hotpDraft, manyDrafts, totpDraft } from '../../support/drafts.ts'
import { checkEveryMessage, createGrantedStage, type ConnectStage } from '../../support/connect-stage.ts'
import { passphrase } from '../../support/tab-stage.ts'

checkEveryMessage()

const minutely = totpDraft({ issuer: 'Minute', period: 60, secret: new Uint8Array(20).fill(6) })

/** Codes of each update of a subscription so far, as texts. */
async function updates({ site, timeline }: ConnectStage, subscription?: unknown): Promise<readonly string[]> {
  timeline.advance(40)
  await site.settle()
  return site.received
    .filter((message) => (message as { method?: string }).method === 'codes.update')
    .map((message) => (message as { params: { subscription: string; codes: readonly { code: string }[] } }).params)
    .filter((params) => subscription === undefined || params.subscription === subscription)
    .map(({ codes }) => codes.map(({ code }) => code).join(' '))
}

const subscribe = async ({ site }: ConnectStage, params?: object) =>
  (await site.ask('codes.subscribe', params)).result?.['subscription']

/** A granted stage at the beginning of a step. */
async function stageAt0(...parameters: Parameters<typeof createGrantedStage>): Promise<ConnectStage> {
  const stage = await createGrantedStage(...parameters)
  stage.timeline.set(0)
  return stage
}

describe('codes.subscribe', () => {
  it('fault 49: answers a name, and right behind it the codes', async () => {
    const stage = await stageAt0()
    const from = stage.site.received.length
    const subscription = await subscribe(stage)
    const [answer, update] = [stage.site.received[from], await stage.site.notified('codes.update')]
    expect(answer).toMatchObject({ result: { subscription: expect.stringMatching(/^[\w-]{22}$/) } })
    expect(update).toEqual({
      jsonrpc: '2.0',
      method: 'codes.update',
      params: {
        subscription,
        codes: [
          {
            id: stage.ids[0],
            issuer: 'GitHub',
            account: 'ada@example.org',
            type: 'totp',
            code: '755224',
            digits: 6,
            period: 30,
            validFrom: 0,
            validUntil: 30_000,
          },
        ],
      },
    })
  })

  it('tells each change of a code when it comes, and nothing between', async () => {
    const stage = await stageAt0()
    await subscribe(stage)
    stage.timeline.advance(29_000)
    expect(await updates(stage)).toEqual(['755224'])
    stage.timeline.advance(960)
    expect(await updates(stage)).toEqual(['755224', '287082'])
    stage.timeline.advance(60_000)
    expect(await updates(stage)).toEqual(['755224', '287082', '359152', '969429'])
  })

  it('tells all codes of a subscription when one of them changes', async () => {
    const stage = await stageAt0({ drafts: [totpDraft(), minutely] })
    await subscribe(stage)
    stage.timeline.advance(30_000)
    const [first = '', second = ''] = await updates(stage)
    expect(first.split(' ')[0]).not.toBe(second.split(' ')[0])
    expect(first.split(' ')[1]).toBe(second.split(' ')[1])
  })

  it('has one timer for everything', async () => {
    const stage = await stageAt0({ drafts: manyDrafts(5) })
    const before = stage.timeline.running()
    for (const id of stage.ids) await subscribe(stage, { ids: [id] })
    // The log has one, too.
    expect(stage.timeline.running()).toBeLessThanOrEqual(before + 2)
  })

  it('watches only what it is asked to', async () => {
    const stage = await stageAt0({ drafts: [totpDraft(), minutely] })
    await subscribe(stage, { ids: [stage.ids[1]] })
    stage.timeline.advance(30_000)
    expect(await updates(stage)).toHaveLength(1)
    stage.timeline.advance(30_000)
    expect(await updates(stage)).toHaveLength(2)
  })

  it('follows the clock when it is set, within a second', async () => {
    const stage = await stageAt0()
    await subscribe(stage)
    stage.timeline.advance(5000)
    stage.timeline.set(60_000)
    stage.timeline.advance(1000)
    expect(await updates(stage)).toEqual(['755224', '359152'])
    stage.timeline.set(30_000)
    stage.timeline.advance(1000)
    expect(await updates(stage)).toEqual(['755224', '359152', '287082'])
  })

  it('follows the vault', async () => {
    const stage = await stageAt0({ drafts: [totpDraft(), minutely] })
    await subscribe(stage)
    await stage.vault.moveToBin([stage.ids[1] ?? ''])
    const [both, one] = await updates(stage)
    expect([both?.split(' ').length, one]).toEqual([2, '755224'])
    await stage.vault.edit(stage.ids[0] ?? '', { digits: 8 }, stage.vault.account(stage.ids[0] ?? '')?.updatedAt ?? 0)
    expect((await updates(stage)).at(-1)).toBe('84755224')
  })

  it('is not disturbed by what has nothing to do with codes', async () => {
    const stage = await stageAt0()
    await subscribe(stage)
    await stage.vault.recordUse(stage.ids[0] ?? '')
    await stage.vault.changeSettings({ accent: 'plum' })
    expect(await updates(stage)).toHaveLength(1)
  })

  it.each([
    ['an account that is not there', () => ['AAAAAAAAAAAAAAAAAAAAAA'], 'not-found'],
    ['an account that was not granted', (ids: readonly string[]) => ids.slice(1, 2), 'not-found'],
    ['an account that counts', (ids: readonly string[]) => ids.slice(2), 'unsupported'],
  ])('refuses %s, whatever else is asked for', async (_what, wrong, reason) => {
    const drafts = [totpDraft(), minutely, hotpDraft()]
    const stage = await stageAt0({ drafts }, ([first = '', , third = '']) => [first, third])
    const { error } = await stage.site.ask('codes.subscribe', { ids: [stage.ids[0], ...wrong(stage.ids)] })
    expect(error?.data).toEqual({ reason })
    expect(await updates(stage)).toEqual([])
  })

  it('has a limit', async () => {
    const stage = await stageAt0()
    for (let each = 0; each < 64; each++) {
      stage.timeline.advance(50)
      expect(await subscribe(stage)).toEqual(expect.any(String))
    }
    expect((await stage.site.ask('codes.subscribe')).error?.data).toEqual({
      reason: 'rate-limited',
      retryAfterMs: 1000,
    })
  })
})

describe('codes.unsubscribe', () => {
  it('ends one subscription and leaves the others', async () => {
    const stage = await stageAt0()
    const [first, second] = [await subscribe(stage), await subscribe(stage)]
    expect((await stage.site.ask('codes.unsubscribe', { subscription: first })).result).toEqual({})
    stage.timeline.advance(30_000)
    expect(await updates(stage, first)).toHaveLength(1)
    expect(await updates(stage, second)).toHaveLength(2)
    expect(stage.connection.state()).toMatchObject({ session: { subscriptions: 1 } })
  })

  it('of what is not there is as good', async () => {
    const { site } = await stageAt0()
    expect((await site.ask('codes.unsubscribe', { subscription: 'nothing' })).result).toEqual({})
  })
})

describe('a lock', () => {
  it('is told to a site that has been let in, stops its subscriptions, and the unlock goes on with them', async () => {
    const stage = await stageAt0()
    await subscribe(stage)
    stage.vault.lock('person')
    expect(await stage.site.notified('vault.locked')).toEqual({ jsonrpc: '2.0', method: 'vault.locked' })
    stage.timeline.advance(30_000)
    expect(await updates(stage)).toEqual(['755224'])
    expect(stage.connection.state()).toMatchObject({ session: { isLocked: true, accounts: [], isGranted: true } })
    await stage.vault.unlock(passphrase)
    expect(await stage.site.notified('vault.unlocked')).toEqual({ jsonrpc: '2.0', method: 'vault.unlocked' })
    expect((await updates(stage)).at(-1)).toBe('287082')
    expect(stage.person.asked).toHaveLength(1)
  })
})
