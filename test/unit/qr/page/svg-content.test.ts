import { describe, expect, test } from 'vitest'
import { checkSvg } from '../../../../src/qr/page/svg-content.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const svg = (inside: string, root = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"${root}>${inside}</svg>`
const verdict = (text: string) => outcomeOf(() => checkSvg(text))

describe('a drawing', () => {
  test.each([
    ['a path', svg('<path d="M0 0h1v1h-1z"/>')],
    ['rectangles', svg('<g><rect width="1" height="1"/></g>'.repeat(2000))],
    [
      'one module used again and again',
      svg(`<defs><rect id="m"/></defs>${'<use xlink:href="#m" x="1"/>'.repeat(5000)}`),
    ],
    ['a gradient', svg('<linearGradient id="g"><stop/></linearGradient><rect fill="url(#g)"/>')],
    ['cut out', svg(`<clipPath id='c'><rect/></clipPath><rect clip-path="url('#c')"/>`)],
    ['a style sheet', svg('<style>.a{fill:#000}.b{fill:url(#g)}</style>')],
    [
      'what comes before it',
      `<?xml version="1.0"?><!-- note --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">${svg('<rect/>')}`,
    ],
    [
      'notes of an editor',
      svg('<sodipodi:namedview a="C:\\x"/><metadata><rdf:RDF><cc:Work rdf:about="http://a"/></rdf:RDF></metadata>'),
    ],
    ['a title with any text', svg('<title>Save as C:\\codes, see url(here) &amp; @import</title>')],
  ])('of no harm is taken: %s', async (_, text) => {
    expect(await verdict(text)).toBe('success')
  })

  test.each([
    ['a script', svg('<script>alert(1)</script>')],
    ['a script in capitals', svg('<SCRIPT/>')],
    ['a script under another name space', svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>')],
    ['a handler', svg('', ' onload="alert(1)"')],
    ['a page within', svg('<foreignObject><p/></foreignObject>')],
    ['a picture within', svg('<image href="data:image/png;base64,AAAA"/>')],
    ['a picture from elsewhere', svg('<image xlink:href="https://example.com/a.png"/>')],
    ['a link', svg('<a href="https://example.com"><rect/></a>')],
    ['use of another file', svg('<use href="https://example.com/a.svg#a"/>')],
    ['use of another file under another prefix', svg('<x:use x:href="//example.com/a.svg#a"/>')],
    ['a colour from elsewhere', svg('<rect fill="url(https://example.com/a.svg#a)"/>')],
    ['a style from elsewhere', svg('<rect style="fill: url( &quot;//example.com/a&quot; )"/>')],
    ['a style sheet that loads', svg('<style>@import "https://example.com/a.css";</style>')],
    ['a style sheet that loads in disguise', svg('<style>.a{fill:\\75 rl(//example.com)}</style>')],
    ['a style sheet that loads by number', svg('<style>&#64;import "//example.com"</style>')],
    ['a colour from elsewhere by number', svg('<rect fill="&#117;rl(&quot;//example.com&quot;)"/>')],
    ['a style sheet with pictures', svg('<style>.a{background:image-set("a.png" 1x)}</style>')],
    ['a style sheet of its own', `<?xml-stylesheet href="https://example.com/a.css"?>${svg('<rect/>')}`],
    ['entities', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('<rect/>')}`],
    ['an animation', svg('<animate attributeName="x"/>')],
    ['a filter', svg('<filter id="f"><feTurbulence/></filter>')],
    ['itself within itself', svg('<g id="a"><use href="#a"/></g>')],
    ['two within each other', svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')],
    ['a depth that nobody draws', svg(`${'<g>'.repeat(100)}${'</g>'.repeat(100)}`)],
  ])('that is more than a drawing is refused: %s', async (_, text) => {
    expect(await verdict(text)).toBe('qr/active-svg')
  })

  test('that multiplies is refused, before anything is drawn', async () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const uses = `<use href="#l${level}"/>`.repeat(10)
      return `<g id="l${level + 1}">${uses}</g>`
    })
    expect(await verdict(svg(`<rect id="l0"/>${levels.join('')}`))).toBe('qr/active-svg')
  })

  test('with too many elements is refused', async () => {
    expect(await verdict(svg('<rect/>'.repeat(200_001)))).toBe('qr/active-svg')
  })

  test.each([
    '',
    'just text',
    '<svg>',
    '<svg></g>',
    '</svg>',
    '<svg a=b></svg>',
    '<svg a="1" b></svg>',
    '<svg><rect x="<"/></svg>',
    '<svg',
    '<>',
  ])('that is none is damaged: %j', async (text) => {
    expect(await verdict(text)).toBe('qr/damaged')
  })
})
