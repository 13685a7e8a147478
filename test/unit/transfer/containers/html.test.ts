import { describe, expect, test } from 'vitest'
import { readHtml } from '../../../../src/transfer/containers/html.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const link = 'otpauth://totp/a?secret=AAAA&issuer=b'

describe('a page', () => {
  test('has rows with cells and paragraphs, white space made one', () => {
    const { rows } = readHtml('<table><tr><td> a\n b <td><p></p><p>c: <b>d</b></p><tr><td>e</table>')
    expect(rows.map(({ cells, paragraphs }) => ({ cells, paragraphs }))).toEqual([
      { cells: ['a b', 'c: d'], paragraphs: ['', 'c: d'] },
      { cells: ['e'], paragraphs: [] },
    ])
  })

  test('keeps what is in a row from what is in none, and inner rows from outer ones', () => {
    const inner = `<table><tr><td>${link}1</td></tr></table>`
    const { rows, rest } = readHtml(`${link}0<table><tr><td>${inner}</td><td>${link}2</td></tr></table>${link}3`)
    expect([...rest.links]).toEqual([`${link}0`, `${link}3`])
    expect(rows.map(({ links }) => [...links])).toEqual([[`${link}2`], [`${link}1`]])
  })

  test('has links in its text to the end of the line, or of the word', () => {
    const { rest } = readHtml(`<pre>${link}&amp;x=a b\n see ${link}1, or (${link}2 now)</pre><p>steam://AAAA</p>`)
    expect([...rest.links]).toEqual([`${link}&x=a b`, `${link}1,`, `${link}2`, 'steam://AAAA'])
  })

  test('has links in its addresses', () => {
    const { rest } = readHtml(`<a href=" ${link.replace('&', '&#38;')} ">x</a><a href="https://b.example">y</a>`)
    expect([...rest.links]).toEqual([link])
  })

  test('has the pictures that are in it', () => {
    const pictures = [
      'data:image/png;base64,AA==',
      'data:image/JPEG;base64,BB==',
      'data:image/svg+xml;base64,CC==',
      'x.png',
    ]
    const { rest } = readHtml(pictures.map((source) => `<img src="${source}">`).join(''))
    expect([...rest.pictures]).toEqual(['AA==', 'BB=='])
  })

  test('is not nested without end', async () => {
    expect(await outcomeOf(() => readHtml('<div>'.repeat(1_000_000)))).toBe('transfer/too-many')
    expect(await outcomeOf(() => readHtml('<tr>'.repeat(200_000)))).toBe('transfer/too-many')
    expect(readHtml(`${'<div>'.repeat(250)}${link}`).rest.links.size).toBe(1)
  })
})
