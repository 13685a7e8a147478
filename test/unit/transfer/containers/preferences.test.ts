import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPreferences } from '../../../../src/transfer/containers/preferences.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const head = `<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n`

function entriesOf(body: string): object {
  return Object.fromEntries(readPreferences(`${head}<map>${body}</map>`))
}

describe('preferences', () => {
  test('are texts by name, unescaped once', () => {
    expect(entriesOf('<string name="a &amp; b">{&quot;c&quot;:&quot;&amp;amp;&quot;}&#10;</string>')).toEqual({
      'a & b': '{"c":"&amp;"}\n',
    })
  })

  test('of other kinds are passed over', () => {
    const others = '<int name="b" value="1" /><boolean name="c" value="true" /><set name="d"><string>e</string></set>'
    expect(entriesOf(`<string name="a">1</string>${others}<null name="f" />`)).toEqual({ a: '1' })
  })

  test('may be empty, and come twice', () => {
    expect(entriesOf('<string name="a"></string><string name="b">1</string><string name="b">2</string>')).toEqual({
      a: '',
      b: '2',
    })
  })

  test('know no entities but the five, and load nothing', () => {
    const bomb = `<!DOCTYPE map [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/passwd">]>`
    const entries = readPreferences(`${head}${bomb}<map><string name="c">&a;&b;&lt;</string></map>`)
    expect(entries.get('c')).toBe('&a;&b;<')
  })

  test('that are cut off have what was there', () => {
    const whole = `${head}<map><string name="a">1</string><string name="b">2</string></map>`
    fc.assert(
      fc.property(fc.nat(whole.length), (end) => {
        const values = [...readPreferences(whole.slice(0, end)).values()]
        for (const value of values) expect(['', '1', '2']).toContain(value.replace(/<.*$/, ''))
      }),
    )
  })

  test('nested too deep are refused', async () => {
    expect(await outcomeOf(() => readPreferences(`<map>${'<a>'.repeat(1_000_000)}`))).toBe('transfer/damaged')
    expect(entriesOf('<a>'.repeat(60) + '<string name="b">1</string>')).toEqual({ b: '1' })
  })
})
