import { describe, expect, it } from 'vitest'
import { hotpDraft, manyDrafts, totpDraft } from '../../support/drafts.ts'
import { checkEveryMessage, createGrantedStage, createOpenStage } from '../../support/connect-stage.ts'
import { passphrase } from '../../support/tab-stage.ts'
import { siteOrigin } from '../../support/two-windows.ts'

checkEveryMessage()

describe('a site that has not been let in', () => {
  it('fault 44: does not hear of locks', async () => {
    const { site, vault } = await createOpenStage()
    vault.lock('person')
    await vault.unlock(passphrase)
    await site.settle()
    expect(site.received.map((message) => (message as { method?: string }).method)).toEqual([undefined, undefined])
  })
})

describe('the log of requests', () => {
  it('is written in batches, sealed, with what was answered', async () => {
    const stage = await createGrantedStage({ drafts: manyDrafts(2) })
    const commits = stage.tabs.disk.counts.commit
    await stage.site.ask('codes.get', { id: stage.ids[0] })
    await stage.site.ask('codes.get', { id: 'AAAAAAAAAAAAAAAAAAAAAA' })
    const exported = stage.site.ask('vault.export')
    ;(await stage.person.question('export')).answer({ answer: 'deny' })
    await exported
    expect(stage.vault.requests()).toHaveLength(1)
    expect(stage.tabs.disk.counts.commit).toBe(commits)
    stage.timeline.advance(2000)
    await expect.poll(() => stage.vault.requests().length).toBe(4)
    expect(stage.tabs.disk.counts.commit).toBe(commits + 1)
    const at = stage.timeline.now() - 2000
    expect(stage.vault.requests()).toEqual([
      { at, origin: siteOrigin, method: 'codes.list', accountIds: stage.ids, outcome: 'ok' },
      { at, origin: siteOrigin, method: 'codes.get', accountIds: [stage.ids[0]], outcome: 'ok' },
      { at, origin: siteOrigin, method: 'codes.get', accountIds: [], outcome: 'not-found' },
      { at, origin: siteOrigin, method: 'vault.export', accountIds: [], outcome: 'denied' },
    ])
    expect(JSON.stringify(await stage.tabs.disk.rows('records'))).not.toContain('deploy')
  })

  it('has the first codes that a site gets before the site has them, so that no haste can hide it', async () => {
    const stage = await createOpenStage()
    const listed = stage.site.ask('codes.list')
    ;(await stage.person.question('read')).answer({ answer: 'once', accountIds: stage.ids })
    const answered = { method: 'codes.list', accountIds: stage.ids, outcome: 'ok' }
    let written: unknown
    const stop = stage.vault.subscribe(() => {
      written ??= { requests: stage.vault.requests(), said: JSON.stringify(stage.windows.said) }
    })
    await listed
    stop()
    expect(written).toMatchObject({ requests: [answered], said: expect.not.stringContaining('validUntil') })
    stage.windows.closePopup()
    const other = await stage.tabs.unlockedTab()
    expect(other.requests()).toMatchObject([answered])
  })

  it('holds no codes back where the first line of it cannot be written', async () => {
    const stage = await createOpenStage()
    const listed = stage.site.ask('codes.list')
    stage.tabs.disk.failNextWrite(new DOMException('full', 'QuotaExceededError'))
    ;(await stage.person.question('read')).answer({ answer: 'once', accountIds: stage.ids })
    expect((await listed).result).toBeDefined()
  })

  it('has no line for a code that was asked for and denied but that', async () => {
    const stage = await createOpenStage({ drafts: [hotpDraft()] })
    const got = stage.site.ask('codes.get', { id: stage.ids[0] })
    ;(await stage.person.question('read')).answer({ answer: 'once', accountIds: stage.ids })
    ;(await stage.person.question('counter')).answer({ answer: 'deny' })
    await got
    stage.timeline.advance(2000)
    await expect.poll(() => stage.vault.requests()).toMatchObject([{ method: 'codes.get', outcome: 'denied' }])
  })

  it('has no line for what says nothing of the vault, nor for what is malformed', async () => {
    const stage = await createGrantedStage()
    for (const method of ['session.info', 'nonsense', 'codes.get', 'codes.unsubscribe']) await stage.site.ask(method)
    stage.timeline.advance(2000)
    await expect.poll(() => stage.vault.requests().length).toBeGreaterThan(0)
    expect(stage.vault.requests().map(({ method, outcome }) => `${method} ${outcome}`)).toEqual(['codes.list ok'])
  })

  it('waits for the vault to be unlocked', async () => {
    const stage = await createGrantedStage()
    stage.vault.lock('person')
    await stage.site.ask('codes.list')
    stage.timeline.advance(2000)
    await stage.vault.unlock(passphrase)
    await expect.poll(() => stage.vault.requests().map(({ outcome }) => outcome)).toEqual(['ok', 'locked'])
  })

  it('is written when the session ends', async () => {
    const stage = await createGrantedStage()
    stage.connection.stop()
    await expect.poll(() => stage.vault.requests().length).toBe(1)
  })

  it('costs the site nothing where it cannot be written', async () => {
    const stage = await createGrantedStage()
    stage.tabs.disk.failNextWrite(new DOMException('full', 'QuotaExceededError'))
    stage.timeline.advance(2000)
    expect((await stage.site.ask('codes.list')).result).toBeDefined()
    stage.timeline.advance(2000)
    await expect.poll(() => stage.vault.requests().length).toBe(1)
  })

  it('counts the uses of a site that is remembered, and remembers the last', async () => {
    const stage = await createOpenStage()
    const listed = stage.site.ask('codes.list')
    ;(await stage.person.question('read')).answer({ answer: 'always', accountIds: stage.ids })
    await listed
    await stage.site.ask('codes.subscribe')
    await stage.site.ask('codes.get', { id: 'AAAAAAAAAAAAAAAAAAAAAA' })
    const added = stage.site.ask('accounts.add', { uri: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP' })
    ;(await stage.person.question('add')).answer({ answer: 'allow' })
    expect((await added).result).toBeDefined()
    stage.timeline.advance(2000)
    await expect.poll(() => stage.vault.sites()[0]?.uses, { message: 'answers with codes, and no others' }).toBe(2)
    expect(stage.vault.sites()[0]?.lastUsedAt).toBe(stage.timeline.now())
  })
})

describe('what the popup shows', () => {
  it('is what was read, while the site reads', async () => {
    const stage = await createGrantedStage({ drafts: [totpDraft()] })
    let changes = 0
    const stop = stage.connection.subscribe(() => void changes++)
    await stage.site.ask('codes.get', { id: stage.ids[0] })
    expect(changes).toBe(1)
    stop()
    await stage.site.ask('codes.get', { id: stage.ids[0] })
    expect(changes).toBe(1)
    expect(stage.connection.state()).toMatchObject({
      phase: 'open',
      session: {
        isGranted: true,
        accounts: [{ id: stage.ids[0] }],
        requests: [{ method: 'codes.list' }, { method: 'codes.get' }, { method: 'codes.get' }],
      },
    })
  })

  it('never holds a secret', async () => {
    const stage = await createGrantedStage()
    expect(JSON.stringify(stage.connection.state())).not.toMatch(/secret/i)
    expect(JSON.stringify(stage.person.asked)).not.toMatch(/"secret"/)
  })

  it('is over with Stop', async () => {
    const stage = await createGrantedStage()
    const exported = stage.site.ask('vault.export')
    const { signal } = await stage.person.question('export')
    stage.connection.stop()
    stage.connection.stop()
    expect((await exported).error?.data).toEqual({ reason: 'denied' })
    expect(await stage.site.notified('session.ended')).toMatchObject({ params: { reason: 'closed' } })
    expect(signal.aborted).toBe(true)
    expect(stage.connection.state()).toMatchObject({ phase: 'ended', reason: 'closed', session: { accounts: [] } })
  })

  it('answers nothing after that', async () => {
    const stage = await createGrantedStage()
    stage.connection.stop()
    await stage.site.notified('session.ended')
    const { length } = stage.site.received
    stage.site.send({ jsonrpc: '2.0', id: 1, method: 'codes.list' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(stage.site.received).toHaveLength(length)
    await expect
      .poll(() => {
        stage.timeline.advance(100)
        return stage.timeline.running()
      })
      .toBe(0)
  })
})
