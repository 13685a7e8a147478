import { describe, expect, it } from 'vitest'
import { choiceOf, iconOf, matchingServices, takeLetters } from '../../../../src/ui/screens/edit-account/icon-choice.ts'

const service = (name: string) => ({ slug: name.toLowerCase(), name, path: 'M0 0' })

describe('choosing an icon', () => {
  it('starts from the icon that is there', () => {
    expect(choiceOf(null)).toEqual({ kind: 'auto', service: '', letters: '' })
    expect(choiceOf({ service: 'github' })).toMatchObject({ kind: 'service', service: 'github' })
    expect(choiceOf({ letters: 'AB' })).toMatchObject({ kind: 'letters', letters: 'AB' })
  })

  it('gives back the icon it started from', () => {
    for (const icon of [null, { service: 'github' }, { letters: 'AB' }]) expect(iconOf(choiceOf(icon))).toEqual(icon)
  })

  it('is automatic as long as nothing was chosen', () => {
    expect(iconOf({ kind: 'service', service: '', letters: 'A' })).toBeNull()
    expect(iconOf({ kind: 'letters', service: 'github', letters: '  ' })).toBeNull()
    expect(iconOf({ kind: 'auto', service: 'github', letters: 'A' })).toBeNull()
  })

  it('takes two characters as a reader counts them', () => {
    expect(takeLetters(' abc ')).toBe('ab')
    expect(takeLetters('👩‍👩‍👧🇩🇪x')).toBe('👩‍👩‍👧🇩🇪')
    expect(takeLetters('e\u0301a\u0308z')).toBe('e\u0301a\u0308')
  })

  it('finds services by part of their name, beginnings first, without accents or case', () => {
    const all = [service('Bluesky'), service('Amazon'), service('Skype'), service('Škoda')]
    expect(matchingServices(all, 'sk').map(({ name }) => name)).toEqual(['Skype', 'Škoda', 'Bluesky'])
    expect(matchingServices(all, ' ').map(({ name }) => name)).toHaveLength(4)
    expect(matchingServices(all, 'zzz')).toEqual([])
  })
})
