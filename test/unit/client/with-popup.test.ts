import { describe, expect, it } from 'vitest'
import { connectFrom, type MfaSession } from '../../../src/client/session.ts'
import { hotpDraft, totpDraft } from '../../support/drafts.ts'
import { allowEverything } from '../../support/fake-person.ts'
import { checkEveryMessage, createConnectStage, type ConnectStage } from '../../support/connect-stage.ts'
import { passphrase } from '../../support/tab-stage.ts'
import { appOrigin } from '../../support/two-windows.ts'

checkEveryMessage()

interface Stage extends ConnectStage {
  readonly mfa: MfaSession
}

/** A site that uses the client library, and the app's own popup. */
async function connectedStage(drafts = [totpDraft(), hotpDraft()]): Promise<Stage> {
  // The client opens its popup first, so that it hears the very first greeting.
  let mfa: Promise<MfaSession> | undefined
  const stage = await createConnectStage({
    drafts,
    hello: false,
    onWindows: ({ siteWindow }) => {
      mfa = connectFrom(siteWindow, appOrigin, { name: 'Deploy console' })
    },
  })
  if (mfa === undefined) throw new Error('nobody connected')
  return { ...stage, mfa: await mfa }
}

describe('the client library and the popup', () => {
  it('find each other', async () => {
    const { mfa, connection } = await connectedStage()
    expect(mfa.version).toBe('9.9.9')
    expect(connection.state()).toMatchObject({ phase: 'open', site: { name: 'Deploy console' } })
    expect(await mfa.session.info()).toEqual({ version: '9.9.9', protocol: 1, granted: 0 })
  })

  it('do everything that the protocol has, with a person who allows it', async () => {
    const { mfa, person, ids, closings, timeline, vault } = await connectedStage()
    person.answerAll(allowEverything)
    const { codes } = await mfa.codes.list({ query: 'github' })
    expect(codes.map(({ id }) => id)).toEqual([ids[0]])
    expect(await mfa.codes.get({ id: ids[0] ?? '' })).toEqual(codes[0])
    expect(await mfa.codes.get({ id: ids[1] ?? '' })).toMatchObject({ type: 'hotp', code: '755224', counter: 0 })
    const uri = 'otpauth://totp/GitLab:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
    expect(await mfa.accounts.add({ uri })).toEqual({ id: expect.any(String), added: true })
    expect(vault.accounts()).toHaveLength(3)
    expect(await mfa.vault.export()).toMatchObject({ filename: expect.stringContaining('.mfabackup') })
    expect(await mfa.session.info()).toMatchObject({ granted: 2 })
    await mfa.close()
    await expect
      .poll(() => {
        timeline.advance(100)
        return closings()
      })
      .toBe(1)
  })

  it('keep a loop in codes, over a lock and until the session is closed', async () => {
    const { mfa, person, timeline, vault } = await connectedStage([totpDraft()])
    person.answerAll(allowEverything)
    timeline.set(0)
    const seen: (string | undefined)[] = []
    const loop = (async () => {
      for await (const { codes } of mfa.codes.watch()) seen.push(codes[0]?.code)
    })()
    await expect.poll(() => seen).toEqual(['755224'])
    timeline.advance(30_000)
    await expect.poll(() => seen).toEqual(['755224', '287082'])
    const locked = new Promise<void>((resolve) => void mfa.on('vault.locked', resolve))
    vault.lock('person')
    await locked
    await expect(mfa.codes.list()).rejects.toMatchObject({ name: 'MfaError', reason: 'locked', code: -32001 })
    timeline.advance(30_000)
    await vault.unlock(passphrase)
    await expect.poll(() => seen).toEqual(['755224', '287082', '359152'])
    await mfa.close()
    await loop
  })

  it.each([
    ['denied', (mfa: MfaSession) => mfa.codes.list()],
    ['denied', (mfa: MfaSession) => mfa.accounts.add({ uri: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP' })],
    ['invalid-params', (mfa: MfaSession) => mfa.accounts.add({ uri: 'nonsense' })],
    ['unsupported', (mfa: MfaSession) => mfa.accounts.add({ uri: 'otpauth://new/x?secret=JBSWY3DPEHPK3PXP' })],
  ])('agree on %s', async (reason, call) => {
    const { mfa, person } = await connectedStage()
    person.answerAll(() => ({ answer: 'deny' }))
    await expect(call(mfa)).rejects.toMatchObject({ name: 'MfaError', reason })
  })

  it('agree on the end when the person stops it', async () => {
    const { mfa, person, connection } = await connectedStage()
    const listed = mfa.codes.list()
    await person.question('read')
    connection.stop()
    await expect(listed).rejects.toMatchObject({ reason: 'denied' })
    await expect(mfa.session.info()).rejects.toMatchObject({ reason: 'closed' })
  })
})
