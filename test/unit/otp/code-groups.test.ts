import { describe, expect, it } from 'vitest'
import { groupCode } from '../../../src/otp/code-groups.ts'

describe('groupCode', () => {
  it.each([
    ['1234', '1234'],
    ['FR8RV', 'FR8RV'],
    ['482913', '482 913'],
    ['4829130', '482 9130'],
    ['48291305', '4829 1305'],
    ['umozdicq', 'umoz dicq'],
    ['482913057', '482 913 057'],
    ['4829130571', '48291 30571'],
    ['', ''],
    ['123', '123'],
  ])('writes %j as %j', (code, grouped) => {
    expect(groupCode(code)).toBe(grouped)
  })
})
