import { describe, expect, it } from 'vitest'
import { codesIn, type RpcMessage } from '../../support/bare-site.ts'
import { hotpDraft, totpDraft } from '../../support/drafts.ts'
import {
  checkEveryMessage,
  createGrantedStage,
  createOpenStage,
  type ConnectStage,
} from '../../support/connect-stage.ts'
import { siteOrigin } from '../../support/two-windows.ts'
import { passphrase } from '../../support/tab-stage.ts'
import type { ConnectedSite } from '../../../src/vault/index.ts'

checkEveryMessage()

const drafts = [
  totpDraft({ issuer: 'Alpha', secret: new Uint8Array(20).fill(1) }),
  totpDraft({ issuer: 'Beta', secret: new Uint8Array(20).fill(2) }),
  totpDraft({ issuer: 'Gamma', secret: new Uint8Array(20).fill(3) }),
]
const remembered = (accountIds: readonly string[], members: Partial<ConnectedSite> = {}): ConnectedSite => ({
  origin: siteOrigin,
  accountIds,
  isBlocked: false,
  createdAt: 1,
  lastUsedAt: 2,
  uses: 3,
  ...members,
})
const issuersIn = (message: RpcMessage) => codesIn(message).map(({ issuer }) => issuer)
const denied = { code: -32002, message: 'Denied', data: { reason: 'denied' } }

describe('the first call that reads', () => {
  it('asks who may read what, with nothing ticked', async () => {
    const { site, person, vault } = await createOpenStage({ drafts, hello: { name: 'Deploy console' } })
    void site.ask('codes.list', { query: 'beta' })
    const { question } = await person.question('read')
    expect(question).toMatchObject({
      site: { origin: siteOrigin, name: 'Deploy console' },
      method: 'codes.list',
      granted: [],
      remembered: undefined,
      canRemember: true,
    })
    expect(question.accounts).toHaveLength(vault.accounts().length)
  })

  it("puts what the site's query finds first, and leaves nothing out", async () => {
    const { site, person } = await createOpenStage({ drafts })
    void site.ask('codes.list', { query: 'beta' })
    const { question } = await person.question('read')
    expect(question.accounts.map(({ issuer }) => issuer)).toEqual(['Beta', 'Alpha', 'Gamma'])
  })

  it('offers no account whose kind the protocol has no word for', async () => {
    const motp = totpDraft({ type: 'motp', period: 10, issuer: 'Old', pin: '4711' })
    const { site, person } = await createOpenStage({ drafts: [...drafts, motp, hotpDraft()] })
    void site.ask('codes.list')
    const { question } = await person.question('read')
    expect(question.accounts.map(({ issuer }) => issuer)).toEqual(['Alpha', 'Beta', 'Gamma', 'Old Bank'])
  })

  it('shares its question with calls that come meanwhile', async () => {
    const { site, person, ids } = await createOpenStage({ drafts })
    const calls = [site.ask('codes.list'), site.ask('codes.get', { id: ids[1] }), site.ask('codes.subscribe')]
    const { answer } = await person.question('read')
    answer({ answer: 'once', accountIds: ids })
    expect((await Promise.all(calls)).map(({ error }) => error)).toEqual([undefined, undefined, undefined])
    expect(person.asked).toHaveLength(1)
  })
})

describe('Allow once', () => {
  it('gives the picked accounts to this window, and the vault remembers nothing', async () => {
    const { site, vault, person } = await createGrantedStage({ drafts }, ([, second = '']) => [second])
    expect(issuersIn(await site.ask('codes.list'))).toEqual(['Beta'])
    expect(person.asked).toHaveLength(1)
    expect(vault.sites()).toEqual([])
  })

  it('gives nothing for ids that were not among those offered', async () => {
    const { site, person } = await createOpenStage({ drafts })
    const listed = site.ask('codes.list')
    const { answer } = await person.question('read')
    answer({ answer: 'once', accountIds: ['AAAAAAAAAAAAAAAAAAAAAA'] })
    expect((await listed).error).toEqual(denied)
  })

  it('with nothing ticked is a no', async () => {
    const { site, person } = await createOpenStage({ drafts })
    const listed = site.ask('codes.list')
    const { answer } = await person.question('read')
    answer({ answer: 'once', accountIds: [] })
    expect((await listed).error).toEqual(denied)
  })
})

describe('Always allow', () => {
  it('is kept, sealed, with the time of the first use', async () => {
    const { site, vault, person, ids, timeline } = await createOpenStage({ drafts })
    const listed = site.ask('codes.list')
    const { answer } = await person.question('read')
    answer({ answer: 'always', accountIds: ids.slice(0, 2) })
    expect(issuersIn(await listed)).toEqual(['Alpha', 'Beta'])
    expect(vault.sites()).toEqual([
      {
        origin: siteOrigin,
        accountIds: ids.slice(0, 2),
        isBlocked: false,
        createdAt: timeline.now(),
        lastUsedAt: timeline.now(),
        uses: 1,
      },
    ])
  })

  it('needs one click in each popup after that', async () => {
    const { site, vault, person, ids } = await createOpenStage({ drafts })
    await vault.putSite(remembered(ids.slice(0, 1)))
    const listed = site.ask('codes.list')
    const { question, answer } = await person.question('read')
    expect(question).toMatchObject({ granted: ids.slice(0, 1), remembered: remembered(ids.slice(0, 1)) })
    answer({ answer: 'continue' })
    expect(issuersIn(await listed)).toEqual(['Alpha'])
    await site.ask('codes.list')
    expect(person.asked).toHaveLength(1)
  })

  it('does not make Continue an answer for a site that is not remembered', async () => {
    const { site, person } = await createOpenStage({ drafts })
    const listed = site.ask('codes.list')
    const { answer } = await person.question('read')
    answer({ answer: 'continue' })
    expect((await listed).error).toEqual(denied)
  })

  it('asks anew once all of the accounts are gone', async () => {
    const { site, vault, person, ids } = await createOpenStage({ drafts })
    await vault.putSite(remembered(ids.slice(0, 1)))
    await vault.moveToBin(ids.slice(0, 1))
    void site.ask('codes.list')
    expect((await person.question('read')).question).toMatchObject({ granted: [], remembered: undefined })
  })

  it('lasts no longer than once where the vault cannot be written', async () => {
    const stage = await createOpenStage({ drafts })
    const listed = stage.site.ask('codes.list')
    const { answer } = await stage.person.question('read')
    stage.tabs.disk.failNextWrite(new DOMException('full', 'QuotaExceededError'))
    answer({ answer: 'always', accountIds: stage.ids })
    expect((await listed).error?.data).toEqual({ reason: 'internal' })
    expect(stage.vault.sites()).toEqual([])
  })
})

describe('a denial', () => {
  it('is answered as such', async () => {
    const { site, person } = await createOpenStage({ drafts })
    const listed = site.ask('codes.list')
    const { answer } = await person.question('read')
    answer({ answer: 'deny' })
    expect((await listed).error).toEqual(denied)
  })

  it('comes without a question after the second one', async () => {
    const { site, person, ids } = await createOpenStage({ drafts })
    for (const method of ['codes.list', 'codes.subscribe']) {
      const asked = site.ask(method)
      const { answer } = await person.question('read')
      answer({ answer: 'deny' })
      expect((await asked).error).toEqual(denied)
    }
    for (const [method, params] of [
      ['codes.list', undefined],
      ['codes.get', { id: ids[0] }],
      ['accounts.add', { uri: 'otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ' }],
      ['vault.export', undefined],
    ] as const) {
      expect((await site.ask(method, params)).error).toEqual(denied)
    }
    expect(person.asked).toHaveLength(2)
  })

  it('is what an unanswered question becomes after 120 s', async () => {
    const { site, person, timeline } = await createOpenStage({ drafts })
    const listed = site.ask('codes.list')
    const { signal } = await person.question('read')
    timeline.advance(119_999)
    expect(signal.aborted).toBe(false)
    timeline.advance(1)
    expect(signal.aborted).toBe(true)
    expect((await listed).error).toEqual(denied)
  })

  it('is what an answer of another kind is', async () => {
    const { site, person } = await createOpenStage({ drafts })
    const exported = site.ask('vault.export')
    const { answer } = await person.question('export')
    answer({ answer: 'allow' })
    expect((await exported).error, 'no passphrase').toEqual(denied)
  })

  it('is not counted when the screen fails', async () => {
    const stage = await createOpenStage({ drafts })
    stage.person.answerAll(() => {
      throw new Error('the screen fell over')
    })
    expect((await stage.site.ask('codes.list')).error?.data).toEqual({ reason: 'internal' })
  })
})

describe('a locked vault', () => {
  const lockedStage = async (options: Parameters<typeof createOpenStage>[0] = { drafts }): Promise<ConnectStage> => {
    const stage = await createOpenStage(options)
    stage.vault.lock('person')
    return stage
  }

  it('is unlocked first, with no account in sight', async () => {
    const { site, person, vault, ids } = await lockedStage()
    const listed = site.ask('codes.list')
    const { question, signal } = await person.question('unlock')
    expect(question).toEqual({ kind: 'unlock', method: 'codes.list', site: { origin: siteOrigin, name: undefined } })
    await vault.unlock(passphrase)
    expect(signal.aborted).toBe(true)
    ;(await person.question('read')).answer({ answer: 'once', accountIds: ids })
    expect(issuersIn(await listed)).toEqual(['Alpha', 'Beta', 'Gamma'])
  })

  it('fault 48: is joined where another tab is unlocked, and consent is asked for all the same', async () => {
    const stage = await createOpenStage({ drafts })
    stage.vault.lock('person')
    const other = await stage.tabs.unlockedTab()
    const derivations = stage.tabs.kdf.asked.length
    void stage.site.ask('codes.list')
    expect((await stage.person.question('read')).question.accounts).toHaveLength(3)
    expect(stage.tabs.kdf.asked.length).toBe(derivations)
    other.close()
  })

  it('stays locked: denied', async () => {
    const { site, person } = await lockedStage()
    const listed = site.ask('codes.list')
    ;(await person.question('unlock')).answer({ answer: 'deny' })
    expect((await listed).error).toEqual(denied)
  })

  it('fault 44: answers like no vault, a blocked site and a plain no, and never before the person has acted', async () => {
    const answers: unknown[] = []
    const blocked = await createOpenStage({ drafts })
    await blocked.vault.putSite(remembered([], { isBlocked: true }))
    const off = await createOpenStage({ drafts })
    await off.vault.changeSettings({ letSitesAsk: false })
    const empty = await createOpenStage({ isEmpty: true })
    const locked = await lockedStage()
    for (const [stage, kind] of [
      [blocked, 'nothing'],
      [off, 'nothing'],
      [empty, 'nothing'],
      [locked, 'unlock'],
    ] as const) {
      const before = stage.site.received.length
      const listed = stage.site.ask('codes.list')
      const { question, answer } = await stage.person.question(kind)
      expect(question).not.toHaveProperty('accounts')
      await stage.site.settle()
      expect(stage.site.received.length, 'nothing but the answer to session.info').toBe(before + 1)
      answer({ answer: 'deny' })
      answers.push((await listed).error)
    }
    expect(answers).toEqual([denied, denied, denied, denied])
  })

  it.each([
    ['blocked', (stage: ConnectStage) => stage.vault.putSite(remembered([], { isBlocked: true }))],
    ['switched-off', (stage: ConnectStage) => stage.vault.changeSettings({ letSitesAsk: false })],
  ])('says on the screen that the site is %s', async (because, prepare) => {
    const stage = await createOpenStage({ drafts })
    await prepare(stage)
    void stage.site.ask('accounts.add', { uri: 'otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ' })
    expect((await stage.person.question('nothing')).question).toMatchObject({ because, status: 'unlocked' })
  })

  it('says on the screen that there is no vault', async () => {
    const stage = await createOpenStage({ isEmpty: true })
    void stage.site.ask('codes.list')
    expect((await stage.person.question('nothing')).question).toMatchObject({ because: 'no-vault', status: 'absent' })
  })

  it('withdraws a question when it is locked in the middle of it, and asks again behind the unlock screen', async () => {
    const { site, person, vault, ids } = await createOpenStage({ drafts })
    const listed = site.ask('codes.list')
    const first = await person.question('read')
    vault.lock('idle')
    expect(first.signal.aborted).toBe(true)
    first.answer({ answer: 'once', accountIds: ids })
    await person.question('unlock')
    await vault.unlock(passphrase)
    ;(await person.question('read')).answer({ answer: 'once', accountIds: ids.slice(2) })
    expect(issuersIn(await listed)).toEqual(['Gamma'])
  })
})

describe('a grant', () => {
  it('fault 43: that was revoked between the question and the click is none', async () => {
    const { site, vault, person, ids } = await createOpenStage({ drafts })
    await vault.putSite(remembered(ids))
    const listed = site.ask('codes.list')
    const { answer } = await person.question('read')
    await vault.removeSite(siteOrigin)
    answer({ answer: 'continue' })
    expect((await listed).error).toEqual(denied)
  })

  it('is not given when the site is blocked while the question stands', async () => {
    const { site, vault, person, ids } = await createOpenStage({ drafts })
    const listed = site.ask('codes.list')
    const { answer } = await person.question('read')
    await vault.putSite(remembered([], { isBlocked: true }))
    answer({ answer: 'always', accountIds: ids })
    expect((await listed).error).toEqual(denied)
    expect(vault.sites()).toEqual([remembered([], { isBlocked: true })])
  })

  it('shrinks at once when accounts are taken out of it in another tab', async () => {
    const { site, vault, person, ids } = await createOpenStage({ drafts })
    await vault.putSite(remembered(ids))
    const listed = site.ask('codes.list')
    ;(await person.question('read')).answer({ answer: 'continue' })
    await listed
    await vault.putSite(remembered(ids.slice(1)))
    expect(issuersIn(await site.ask('codes.list'))).toEqual(['Beta', 'Gamma'])
  })

  it('does not grow by accounts that this window has not shown', async () => {
    const { site, vault, person, ids } = await createOpenStage({ drafts })
    await vault.putSite(remembered(ids.slice(0, 1)))
    const listed = site.ask('codes.list')
    ;(await person.question('read')).answer({ answer: 'continue' })
    await listed
    await vault.putSite(remembered(ids))
    expect(issuersIn(await site.ask('codes.list'))).toEqual(['Alpha'])
  })

  it.each([
    ['its site is removed', (stage: ConnectStage) => stage.vault.removeSite(siteOrigin)],
    ['its last account is taken out', (stage: ConnectStage) => stage.vault.putSite(remembered([]))],
    ['its site is blocked', (stage: ConnectStage) => stage.vault.putSite(remembered(stage.ids, { isBlocked: true }))],
    ['no site may ask any more', (stage: ConnectStage) => stage.vault.changeSettings({ letSitesAsk: false })],
  ])('stops the open session when %s, in another tab', async (_what, revoke) => {
    const stage = await createOpenStage({ drafts })
    await stage.vault.putSite(remembered(stage.ids))
    const listed = stage.site.ask('codes.list')
    ;(await stage.person.question('read')).answer({ answer: 'continue' })
    await listed
    const other = await stage.tabs.unlockedTab()
    const pending = stage.site.ask('vault.export')
    await stage.person.question('export')
    await revoke({ ...stage, vault: other })
    expect((await pending).error).toEqual(denied)
    expect(await stage.site.notified('session.ended')).toMatchObject({ params: { reason: 'revoked' } })
    expect(stage.connection.state()).toMatchObject({ phase: 'ended', reason: 'revoked' })
    expect(stage.closings(), 'the window stays, and says so').toBe(0)
  })

  it('for this window only is stopped when its site is blocked', async () => {
    const stage = await createGrantedStage({ drafts })
    await stage.vault.putSite(remembered([], { isBlocked: true }))
    expect(await stage.site.notified('session.ended')).toMatchObject({ params: { reason: 'revoked' } })
  })
})
