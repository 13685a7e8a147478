import { describe, expect, it } from 'vitest'
import type { BackupAccount } from '../../../src/transfer/backup/index.ts'
import { createLiveCodes } from '../../../src/viewer/live-code.ts'
import { hotpDraft, totpDraft } from '../../support/drafts.ts'

const kept = {
  id: 'AAAAAAAAAAAAAAAAAAAAAA',
  note: '',
  tags: [],
  pinned: false,
  hidden: false,
  order: 0,
  createdAt: 0,
  updatedAt: 0,
  useCount: 0,
}
const account = (draft: ReturnType<typeof totpDraft>): BackupAccount => ({ ...draft, ...kept })

describe('live codes', () => {
  it('are those of RFC 6238, with the seconds that are left', () => {
    const codes = createLiveCodes(account(totpDraft({ digits: 8 })))
    expect(codes.at(59_000)).toEqual({ kind: 'time', code: '94287082', left: 1, period: 30 })
    expect(codes.at(1_111_111_109_000)).toEqual({ kind: 'time', code: '07081804', left: 1, period: 30 })
    expect(codes.at(60_000)).toMatchObject({ left: 30 })
  })

  it('of a counter begin with the one in the backup, and only when asked for', () => {
    const codes = createLiveCodes(account(hotpDraft({ counter: 8 })))
    expect(codes.at(0)).toEqual({ kind: 'counter', code: undefined, counter: 8 })
    codes.advance()
    // RFC 4226, appendix D.
    expect(codes.at(0)).toEqual({ kind: 'counter', code: '399871', counter: 9 })
    codes.advance()
    expect(codes.at(99_000)).toEqual({ kind: 'counter', code: '520489', counter: 10 })
  })

  it('stay at the last counter that there is', () => {
    const codes = createLiveCodes(account(hotpDraft({ counter: Number.MAX_SAFE_INTEGER })))
    codes.advance()
    codes.advance()
    expect(codes.at(0)).toMatchObject({ counter: Number.MAX_SAFE_INTEGER, code: expect.any(String) })
  })

  it('are missing without the PIN that they need', () => {
    expect(createLiveCodes(account(totpDraft({ type: 'motp' }))).at(0)).toEqual({ kind: 'needs-pin' })
    expect(createLiveCodes(account(totpDraft({ type: 'motp', pin: '1234' }))).at(0)).toMatchObject({ period: 10 })
  })
})
