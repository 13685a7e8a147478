import { beforeEach, describe, expect, it } from 'vitest'
import { remembering } from '../../../src/vault/codes.ts'
import type { Vault } from '../../../src/vault/index.ts'
import { hotpDraft, totpDraft } from '../../support/drafts.ts'
import { createMemoryDisk, type MemoryDisk } from '../../support/memory-disk.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { idOf } from '../../support/stored-change.ts'
import { createTabStage, type TabStage } from '../../support/tab-stage.ts'

let stage: TabStage<MemoryDisk>
let vault: Vault
let totp: string
let hotp: string

beforeEach(async () => {
  stage = createTabStage(createMemoryDisk())
  vault = await stage.createVault()
  ;[totp = '', hotp = ''] = await vault.add([totpDraft({ digits: 8 }), hotpDraft()])
})

describe('codeAt', () => {
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [20_000_000_000, '65353130'],
  ])('gives the code of RFC 6238 at %i s', (seconds, code) => {
    expect(vault.codeAt(totp, seconds * 1000)).toBe(code)
  })

  it('follows an edit of the parameters', async () => {
    expect(vault.codeAt(totp, 59_000)).toBe('94287082')
    await vault.edit(totp, { digits: 6 }, vault.account(totp)?.updatedAt ?? 0)
    expect(vault.codeAt(totp, 59_000)).toBe('287082')
  })

  it('goes on after an edit of the name', async () => {
    vault.codeAt(totp, 59_000)
    await vault.edit(totp, { issuer: 'X' }, vault.account(totp)?.updatedAt ?? 0)
    expect(vault.codeAt(totp, 59_000)).toBe('94287082')
  })

  it.each([
    ['an unknown id', () => vault.codeAt(idOf(9), 0), 'vault/no-such-account'],
    ['an account that counts', () => vault.codeAt(hotp, 0), 'vault/no-such-account'],
    ['a time before 1970', () => vault.codeAt(totp, -1), 'otp/invalid-time'],
  ])('has none for %s', async (_what, ask, code) => {
    expect(await outcomeOf(ask)).toBe(code)
  })

  it('has none while locked', async () => {
    vault.lock('person')
    expect(await outcomeOf(() => vault.codeAt(totp, 0))).toBe('vault/locked')
  })
})

describe('nextCode', () => {
  it('gives the codes of RFC 4226 one after the other', async () => {
    const codes = []
    for (let round = 0; round < 3; round++) codes.push(await vault.nextCode(hotp))
    expect(codes).toEqual([
      { code: '755224', counter: 0 },
      { code: '287082', counter: 1 },
      { code: '359152', counter: 2 },
    ])
  })

  it('has stored the next counter before it answers', async () => {
    await vault.nextCode(hotp)
    expect((await stage.unlockedTab()).account(hotp)?.counter).toBe(1)
  })

  it('does not count as an edit', async () => {
    const before = vault.account(hotp)?.updatedAt
    stage.clock.advance(1000)
    await vault.nextCode(hotp)
    expect(vault.account(hotp)?.updatedAt).toBe(before)
  })

  it('refuses at the end of the counter', async () => {
    const [id = ''] = await vault.add([hotpDraft({ counter: Number.MAX_SAFE_INTEGER - 1 })])
    expect((await vault.nextCode(id)).counter).toBe(Number.MAX_SAFE_INTEGER - 1)
    expect(await outcomeOf(() => vault.nextCode(id))).toBe('vault/counter-exhausted')
  })

  it('refuses for an account that goes by time, or is not there', async () => {
    expect(await outcomeOf(() => vault.nextCode(totp))).toBe('vault/no-such-account')
    expect(await outcomeOf(() => vault.nextCode(idOf(9)))).toBe('vault/no-such-account')
  })

  it('shows nothing when the vault was locked while it was stored', async () => {
    stage.disk.beforeCommit(async () => vault.lock('person'))
    expect(await outcomeOf(() => vault.nextCode(hotp))).toBe('vault/locked')
  })
})

describe('recordUse', () => {
  it('counts, and remembers when', async () => {
    await vault.recordUse(totp)
    stage.clock.advance(1000)
    await vault.recordUse(totp)
    expect(vault.account(totp)).toMatchObject({ useCount: 2, lastUsedAt: stage.clock.now() })
  })

  it('does not count as an edit', async () => {
    const before = vault.account(totp)?.updatedAt
    stage.clock.advance(1000)
    await vault.recordUse(totp)
    expect(vault.account(totp)?.updatedAt).toBe(before)
  })
})

describe('previewCode', () => {
  it('gives the code that an account of this draft would give', () => {
    expect(vault.previewCode(totpDraft(), 59_000)).toBe('287082')
    expect(vault.previewCode(hotpDraft({ counter: 1 }), 59_000)).toBe('287082')
  })

  it('refuses what could not be added', async () => {
    expect(await outcomeOf(() => vault.previewCode(totpDraft({ digits: 99 }), 0))).toBe('otp/invalid-digits')
  })
})

describe('a generator that remembers', () => {
  it('computes each code once, when rows ask for this step and the next one', () => {
    const computed: number[] = []
    const generate = remembering((counter) => {
      computed.push(counter)
      return `code ${counter}`
    })
    for (const step of [7, 8, 9]) expect([generate(step), generate(step + 1), generate(step)]).toHaveLength(3)
    expect(computed).toEqual([7, 8, 9, 10])
    expect(generate(9)).toBe('code 9')
  })

  it('keeps no more than two', () => {
    const computed: number[] = []
    const generate = remembering((counter) => String(computed.push(counter)))
    for (const step of [1, 2, 3, 1]) generate(step)
    expect(computed).toEqual([1, 2, 3, 1])
  })

  it('keeps nothing of what fails', () => {
    let isBroken = true
    const generate = remembering(() => {
      if (isBroken) throw new RangeError('broken')
      return 'code'
    })
    expect(() => generate(1)).toThrow('broken')
    isBroken = false
    expect(generate(1)).toBe('code')
  })
})
