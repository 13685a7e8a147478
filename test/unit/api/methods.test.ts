import { describe, expect, it } from 'vitest'
import { readBackup } from '../../../src/transfer/index.ts'
import { codesIn } from '../../support/bare-site.ts'
import { hotpDraft, manyDrafts, totpDraft } from '../../support/drafts.ts'
import { allowEverything } from '../../support/fake-person.ts'
import {
  checkEveryMessage,
  createGrantedStage,
  createOpenStage,
  type ConnectStage,
} from '../../support/connect-stage.ts'
import { siteOrigin } from '../../support/two-windows.ts'

checkEveryMessage()

const steam = totpDraft({
  type: 'steam',
  digits: 5,
  issuer: 'Steam',
  account: 'gordon',
  secret: new Uint8Array(20).fill(8),
})
const denied = { code: -32002, message: 'Denied', data: { reason: 'denied' } }
const notFound = { code: -32003, message: expect.any(String), data: { reason: 'not-found' } }
const uri = 'otpauth://totp/GitLab:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=GitLab'

describe('session.info', () => {
  it('needs no leave, and counts what was granted in this window', async () => {
    const { site, person, ids } = await createOpenStage({ drafts: [totpDraft(), steam] })
    expect((await site.ask('session.info')).result).toEqual({ version: '9.9.9', protocol: 1, granted: 0 })
    const listed = site.ask('codes.list')
    ;(await person.question('read')).answer({ answer: 'once', accountIds: ids.slice(0, 1) })
    await listed
    expect((await site.ask('session.info')).result).toEqual({ version: '9.9.9', protocol: 1, granted: 1 })
  })

  it('says nothing of grants that are remembered and not yet confirmed in this window', async () => {
    const { site, vault, ids } = await createOpenStage()
    const kept = { isBlocked: false, createdAt: 1, lastUsedAt: 1, uses: 1 }
    await vault.putSite({ origin: siteOrigin, accountIds: ids, ...kept })
    expect((await site.ask('session.info')).result).toMatchObject({ granted: 0 })
  })
})

describe('where codes allow for a clock that is wrong', () => {
  const at = 1_111_111_109_000
  const aheadMs = 47_000

  it.each([aheadMs, -aheadMs])(
    'by %i ms, sites get those codes, and when they end by the clock they read',
    async (byMs) => {
      const { site, timeline, ids } = await createGrantedStage({
        drafts: [totpDraft({ digits: 8 })],
        correctionMs: () => byMs,
      })
      timeline.set(at + byMs)
      const ends = 1_111_111_110_000 + byMs
      const code = { code: '07081804', validFrom: ends - 30_000, validUntil: ends, next: '14050471' }
      expect((await site.ask('codes.list')).result).toMatchObject({ codes: [code] })
      expect((await site.ask('codes.get', { id: ids[0] })).result).toMatchObject(code)
    },
  )

  it('subscriptions follow, also when that changes', async () => {
    let byMs = 0
    const { site, timeline } = await createGrantedStage({
      drafts: [totpDraft({ digits: 8 })],
      correctionMs: () => byMs,
    })
    timeline.set(at + aheadMs)
    await site.ask('codes.subscribe')
    await site.notified('codes.update')
    byMs = aheadMs
    // Up to the end of the step that was told.
    timeline.advance(30_000)
    await site.settle()
    const said = site.received.findLast((message) => (message as { method?: string }).method === 'codes.update')
    expect(said).toMatchObject({ params: { codes: [{ validUntil: 1_111_111_140_000 + aheadMs }] } })
  })
})

describe('codes.list', () => {
  it('fault 49: answers exactly what is documented', async () => {
    const { site, timeline, ids } = await createGrantedStage({ drafts: [totpDraft({ digits: 8 }), steam] })
    timeline.set(1_111_111_109_000)
    expect((await site.ask('codes.list')).result).toEqual({
      codes: [
        {
          id: ids[0],
          issuer: 'GitHub',
          account: 'ada@example.org',
          type: 'totp',
          code: '07081804',
          digits: 8,
          period: 30,
          validFrom: 1_111_111_080_000,
          validUntil: 1_111_111_110_000,
          next: '14050471',
        },
        {
          id: ids[1],
          issuer: 'Steam',
          account: 'gordon',
          type: 'steam',
          code: expect.stringMatching(/^[23456789BCDFGHJKMNPQRTVWXY]{5}$/),
          digits: 5,
          period: 30,
          validFrom: 1_111_111_080_000,
          validUntil: 1_111_111_110_000,
          next: expect.any(String),
        },
      ],
    })
  })

  it('tells the next code in the last ten seconds of a step', async () => {
    const { site, timeline } = await createGrantedStage()
    const next = async (at: number) => {
      timeline.set(at)
      return codesIn(await site.ask('codes.list'))[0]?.next
    }
    expect(await next(19_999)).toBeUndefined()
    expect(await next(20_000)).toBe('287082')
    expect(await next(29_999)).toBe('287082')
    expect(await next(30_000)).toBeUndefined()
  })

  it('leaves out accounts that count, that lie in the bin, and that were not granted', async () => {
    const drafts = [totpDraft({ issuer: 'Kept' }), hotpDraft(), ...manyDrafts(2)]
    const { site, vault, ids } = await createGrantedStage({ drafts }, (all) => all.slice(0, 3))
    await vault.moveToBin([ids[2] ?? ''])
    expect(codesIn(await site.ask('codes.list')).map(({ id }) => id)).toEqual([ids[0]])
  })

  it('sorts by name, and by what the query finds before that', async () => {
    const { site, timeline } = await createGrantedStage({ drafts: manyDrafts(12) })
    const order = async (query?: string) => {
      timeline.advance(100)
      const codes = codesIn(await site.ask('codes.list', query === undefined ? {} : { query }))
      return codes.map(({ issuer }) => issuer.slice(8))
    }
    expect(await order()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'])
    expect(await order('service 7')).toEqual(['7', '0', '1', '2', '3', '4', '5', '6', '8', '9', '10', '11'])
    expect(await order('nothing like it')).toHaveLength(12)
    expect(await order('  ')).toHaveLength(12)
  })
})

describe('codes.get', () => {
  it('answers the code of one account', async () => {
    const { site, timeline, ids } = await createGrantedStage()
    timeline.set(59_000)
    expect((await site.ask('codes.get', { id: ids[0] })).result).toEqual({
      id: ids[0],
      issuer: 'GitHub',
      account: 'ada@example.org',
      type: 'totp',
      code: '287082',
      digits: 6,
      period: 30,
      validFrom: 30_000,
      validUntil: 60_000,
      next: '359152',
    })
  })

  it('fault 44: answers the same of accounts that are not there and of those that were not granted', async () => {
    const { site, vault, ids } = await createGrantedStage({ drafts: manyDrafts(3) }, (all) => all.slice(0, 2))
    await vault.moveToBin([ids[1] ?? ''])
    const answers = []
    for (const id of [ids[1], ids[2], 'AAAAAAAAAAAAAAAAAAAAAA', '', '__proto__']) {
      answers.push((await site.ask('codes.get', { id })).error)
    }
    expect(answers).toEqual([notFound, notFound, notFound, notFound, notFound])
    expect(new Set(answers.map((error) => JSON.stringify(error))).size).toBe(1)
  })

  it('of an account that counts asks each time, and advances when the answer is stored', async () => {
    const { site, person, vault, ids } = await createGrantedStage({ drafts: [totpDraft(), hotpDraft()] })
    const id = ids[1] ?? ''
    for (const [counter, code] of ['755224', '287082'].entries()) {
      const got = site.ask('codes.get', { id })
      const { question, answer } = await person.question('counter')
      expect(question.account.id).toBe(id)
      expect(vault.account(id)?.counter).toBe(counter)
      answer({ answer: 'allow' })
      expect((await got).result).toEqual({
        id,
        issuer: 'Old Bank',
        account: 'ada@example.org',
        type: 'hotp',
        code,
        digits: 6,
        counter,
      })
      expect(vault.account(id)?.counter).toBe(counter + 1)
    }
  })

  it('of an account that counts leaves the counter alone when denied, and when it cannot be stored', async () => {
    const { site, person, vault, ids, tabs } = await createGrantedStage({ drafts: [hotpDraft()] })
    const id = ids[0] ?? ''
    const first = site.ask('codes.get', { id })
    ;(await person.question('counter')).answer({ answer: 'deny' })
    expect((await first).error).toEqual(denied)
    const second = site.ask('codes.get', { id })
    const { answer } = await person.question('counter')
    tabs.disk.failNextWrite(new DOMException('full', 'QuotaExceededError'))
    answer({ answer: 'allow' })
    expect((await second).error?.data).toEqual({ reason: 'internal' })
    expect(vault.account(id)?.counter).toBe(0)
  })

  it('of an account that was taken away while the question stood finds nothing', async () => {
    const { site, person, vault, ids } = await createGrantedStage({ drafts: [totpDraft(), hotpDraft()] })
    const got = site.ask('codes.get', { id: ids[1] })
    const { answer } = await person.question('counter')
    await vault.moveToBin([ids[1] ?? ''])
    answer({ answer: 'allow' })
    expect((await got).error).toEqual(notFound)
  })
})

describe('accounts.add', () => {
  it('adds what the person has reviewed, and nothing that a link says beside it', async () => {
    const { site, person, vault } = await createOpenStage()
    const display = encodeURIComponent(JSON.stringify({ tags: ['Work'], pinned: true, note: 'x' }))
    const added = site.ask('accounts.add', { uri: `${uri}&codeDisplay=${display}` })
    const { question, answer } = await person.question('add')
    expect(question).toMatchObject({ draft: { issuer: 'GitLab', account: 'ada', type: 'totp' }, twins: [] })
    answer({ answer: 'allow' })
    const { result } = await added
    expect(result).toEqual({ id: expect.any(String), added: true })
    expect(vault.account(String(result?.['id']))).toMatchObject({ issuer: 'GitLab', tags: [], note: '', pinned: false })
  })

  it('asks every time, and shows what is there already', async () => {
    const { site, person, vault } = await createOpenStage()
    const first = site.ask('accounts.add', { uri })
    ;(await person.question('add')).answer({ answer: 'allow' })
    const id = (await first).result?.['id']
    const second = site.ask('accounts.add', { uri })
    const { question, answer } = await person.question('add')
    expect(question.twins.map((twin) => twin.id)).toEqual([id])
    answer({ answer: 'allow' })
    expect((await second).result).toEqual({ id, added: false })
    expect(vault.accounts()).toHaveLength(2)
  })

  it('gives no leave to read what it has added', async () => {
    const { site, person } = await createOpenStage()
    const added = site.ask('accounts.add', { uri })
    ;(await person.question('add')).answer({ answer: 'allow' })
    const id = (await added).result?.['id']
    const got = site.ask('codes.get', { id })
    ;(await person.question('read')).answer({ answer: 'deny' })
    expect((await got).error).toEqual(denied)
  })

  it('adds nothing when denied, and forgets the secret', async () => {
    const { site, person, vault } = await createOpenStage()
    const added = site.ask('accounts.add', { uri })
    const { question, answer } = await person.question('add')
    answer({ answer: 'deny' })
    expect((await added).error).toEqual(denied)
    expect(vault.accounts()).toHaveLength(1)
    expect([...question.draft.secret].every((byte) => byte === 0)).toBe(true)
  })

  it('adds nothing when the disk is full', async () => {
    const { site, person, vault, tabs } = await createOpenStage()
    const added = site.ask('accounts.add', { uri })
    const { answer } = await person.question('add')
    tabs.disk.failNextWrite(new DOMException('full', 'QuotaExceededError'))
    answer({ answer: 'allow' })
    expect((await added).error?.data).toEqual({ reason: 'internal' })
    expect(vault.accounts()).toHaveLength(1)
  })
})

describe('vault.export', () => {
  it('answers an encrypted backup under the passphrase that was typed', async () => {
    const { site, person, tabs } = await createOpenStage({ drafts: [totpDraft(), hotpDraft()] })
    const exported = site.ask('vault.export')
    const { question, answer } = await person.question('export')
    expect(question.accounts).toBe(2)
    answer({ answer: 'allow', passphrase: 'a passphrase of the backup' })
    const { result } = await exported
    expect(result).toEqual({
      filename: expect.stringMatching(/^mfa-manager-\d{4}-\d\d-\d\d\.mfabackup$/),
      backup: expect.any(String),
    })
    const bytes = new TextEncoder().encode(String(result?.['backup']))
    const read = await readBackup(bytes, 'a passphrase of the backup', { kdf: tabs.kdf })
    expect(read.accounts.map(({ issuer }) => issuer).toSorted()).toEqual(['GitHub', 'Old Bank'])
  })

  it('asks every time, even a site that may read everything', async () => {
    const { site, person } = await createGrantedStage()
    for (let round = 0; round < 2; round++) {
      const exported = site.ask('vault.export')
      ;(await person.question('export')).answer({ answer: 'deny' })
      expect((await exported).error).toEqual(denied)
    }
  })

  it('of an empty vault has nothing to write', async () => {
    const { site, person } = await createOpenStage({ drafts: [] })
    person.answerAll(allowEverything)
    expect((await site.ask('vault.export')).error?.data).toEqual({ reason: 'unsupported' })
  })
})

describe('session.close', () => {
  it('is answered, and then the popup closes', async () => {
    const stage = await createOpenStage()
    expect((await stage.site.ask('session.close')).result).toEqual({})
    expect(await stage.site.notified('session.ended')).toMatchObject({ params: { reason: 'closed' } })
    expect(stage.connection.state()).toMatchObject({ phase: 'ended', reason: 'closed' })
    await expect
      .poll(() => {
        stage.timeline.advance(100)
        return stage.closings()
      })
      .toBe(1)
  })

  it('answers what is under way with a denial first', async () => {
    const { site, person } = await createOpenStage()
    const listed = site.ask('codes.list')
    const { signal } = await person.question('read')
    await site.ask('session.close')
    expect((await listed).error).toEqual(denied)
    expect(signal.aborted).toBe(true)
  })
})

describe('one question at a time', () => {
  it('and the others wait for their turn', async () => {
    const { site, person, ids } = await createOpenStage()
    const listed = site.ask('codes.list')
    const added = site.ask('accounts.add', { uri })
    const exported = site.ask('vault.export')
    const read = await person.question('read')
    expect(person.asked).toHaveLength(1)
    read.answer({ answer: 'once', accountIds: ids })
    expect((await listed).error).toBeUndefined()
    ;(await person.question('add')).answer({ answer: 'deny' })
    expect((await added).error).toEqual(denied)
    ;(await person.question('export')).answer({ answer: 'deny' })
    expect((await exported).error).toEqual(denied)
  })
})

describe('fault 41: an opener that is gone before the release', () => {
  /** Counts what the vault computes. */
  const counting = (stage: ConnectStage) => {
    const computed: string[] = []
    const { vault } = stage
    const codeAt = vault.codeAt
    Object.assign(vault, {
      codeAt: (id: string, at: number) => {
        computed.push(id)
        return codeAt(id, at)
      },
    })
    return computed
  }

  it('has sent the request, but shows another page: nothing is computed', async () => {
    const stage = await createOpenStage()
    const computed = counting(stage)
    stage.site.send({ jsonrpc: '2.0', id: 1, method: 'codes.list' })
    const { answer } = await stage.person.question('read')
    stage.windows.navigateSite('https://evil.example')
    answer({ answer: 'once', accountIds: stage.ids })
    await stage.site.settle()
    stage.timeline.advance(10_000)
    expect(await stage.site.notified('session.ended')).toMatchObject({ params: { reason: 'navigated' } })
    expect(stage.connection.state()).toMatchObject({ phase: 'ended', reason: 'navigated' })
    expect(computed).toEqual([])
    expect(stage.site.received.filter((message) => (message as { id?: unknown }).id === 1)).toEqual([])
  })

  it('is closed: nothing is computed, and the popup says so within a second', async () => {
    const stage = await createOpenStage()
    const computed = counting(stage)
    void stage.site.ask('codes.list')
    const { answer, signal } = await stage.person.question('read')
    stage.windows.closeSite()
    answer({ answer: 'once', accountIds: stage.ids })
    stage.timeline.advance(1000)
    expect(stage.connection.state()).toMatchObject({ phase: 'ended', reason: 'navigated' })
    expect(signal.aborted).toBe(true)
    expect(computed).toEqual([])
  })

  it('proves itself once more before the first code, and not again', async () => {
    const { site } = await createGrantedStage()
    expect(site.challenges).toHaveLength(2)
    expect(new Set(site.challenges).size).toBe(2)
    await site.ask('codes.list')
    await site.ask('codes.subscribe')
    expect(site.challenges).toHaveLength(2)
  })

  it.each([
    ['accounts.add', 'add', { uri }],
    ['vault.export', 'export', undefined],
  ] as const)('gets nothing done by %s', async (method, kind, params) => {
    const stage = await createOpenStage()
    const before = stage.tabs.kdf.asked.length
    stage.site.send({ jsonrpc: '2.0', id: 1, method, ...(params && { params }) })
    const { answer } = await stage.person.question(kind)
    stage.windows.closeSite()
    answer({ answer: 'allow', passphrase: 'a passphrase of the backup' })
    await expect.poll(() => stage.connection.state()).toMatchObject({ phase: 'ended', reason: 'navigated' })
    expect(stage.vault.accounts()).toHaveLength(1)
    expect(stage.tabs.kdf.asked.length, 'no backup was begun').toBe(before)
  })

  it('has closed its port: the session is over', async () => {
    const stage = await createOpenStage()
    stage.site.close()
    await expect.poll(() => stage.connection.state()).toMatchObject({ phase: 'ended', reason: 'closed' })
  })
})

describe('a vault that is locked in the middle of a call', () => {
  it('fault 48: answers that it is locked, to a site that has been let in', async () => {
    const { site, person, vault } = await createGrantedStage({ drafts: [hotpDraft()] })
    const exported = site.ask('vault.export')
    const { signal, answer } = await person.question('export')
    vault.lock('idle')
    expect(signal.aborted).toBe(true)
    answer({ answer: 'allow', passphrase: 'a passphrase of the backup' })
    expect((await exported).error).toEqual({ code: -32001, message: expect.any(String), data: { reason: 'locked' } })
    expect((await site.ask('codes.list')).error?.code).toBe(-32001)
    expect((await site.ask('session.info')).result).toMatchObject({ granted: 1 })
  })
})
