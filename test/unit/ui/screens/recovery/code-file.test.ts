import { describe, expect, it } from 'vitest'
import { recoveryCodeFile } from '../../../../../src/ui/screens/recovery/code-file.ts'

describe('the file of a recovery code', () => {
  const groups = ['K7QF', '29TM', 'XW4H', 'P8RD', '6VNC', '3BJE', '0000', '1111', 'ZZZZ']
  const file = recoveryCodeFile({ groups, origin: 'https://codes.example', at: new Date(2026, 10, 22, 10).getTime() })

  it('says what it is, where it belongs and since when, and what to beware of', () => {
    expect(file.name).toBe('mfa-manager-recovery-code-2026-11-22.txt')
    expect(file.type).toBe('text/plain')
    const lines = String(file.content).split('\r\n')
    expect(lines[0]).toBe('Recovery code of MFA Manager')
    expect(lines).toContain('K7QF-29TM-XW4H-P8RD-6VNC-3BJE-0000-1111-ZZZZ')
    expect(file.content).toMatch(/Made on .*2026 for the vault at https:\/\/codes\.example/)
    expect(file.content).toMatch(/Whoever has this code .* can open the vault/)
  })
})
