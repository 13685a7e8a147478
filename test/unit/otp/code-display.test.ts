import { describe, expect, it } from 'vitest'
import { parseCodeDisplay } from '../../../src/otp/code-display.ts'

describe('parseCodeDisplay', () => {
  it('reads tags, note and both flags', () => {
    expect(
      parseCodeDisplay('{"pinned":true,"trashed":true,"tags":["work"," home "],"note":"spare\\nkey","tapCount":3}'),
    ).toEqual({ pinned: true, trashed: true, tags: ['work', 'home'], note: 'spare\nkey' })
  })

  it('leaves out what is not set', () => {
    expect(parseCodeDisplay('{"pinned":false,"trashed":false,"tags":[],"note":" "}')).toEqual({})
  })

  it('names each tag once and skips what is no text', () => {
    expect(parseCodeDisplay('{"tags":["work",7,null,"","wo\\u200brk",["x"],"home"]}')).toEqual({
      tags: ['work', 'home'],
    })
  })

  it.each(['{"tags":"work"}', '{"note":7}', '{"pinned":"true"}', '[]', '{"__proto__":{"pinned":true}}'])(
    'takes nothing from %s',
    (json) => {
      expect(parseCodeDisplay(json)).toEqual({})
    },
  )

  it.each(['', '{', 'null', '7', '"text"'])('calls %j unreadable', (json) => {
    expect(parseCodeDisplay(json)).toBeUndefined()
  })

  it('refuses an endless tag or note', () => {
    expect(() => parseCodeDisplay(JSON.stringify({ tags: ['a'.repeat(2000)] }))).toThrow(
      expect.objectContaining({ code: 'otp/name-too-long' }),
    )
    expect(() => parseCodeDisplay(JSON.stringify({ note: 'a'.repeat(20_000) }))).toThrow(
      expect.objectContaining({ code: 'otp/note-too-long' }),
    )
  })
})
