import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

interface Manifest {
  readonly version: string
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const manifest = JSON.parse(read('package.json')) as Manifest

const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** What is not prose: code between fences. */
const fenced = /^```[\s\S]*?^```$/gm
const prose = (page: string): string => read(page).replaceAll(fenced, '')

/** `## TLS on a local network` as links name it: `tls-on-a-local-network`. */
function anchorsOf(page: string): readonly string[] {
  const headings = prose(page).match(/^#+ .+$/gm) ?? []
  return headings.map((heading) =>
    heading
      .replace(/^#+ /, '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function linksOf(page: string): readonly string[] {
  const inText = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
  const inTags = [...prose(page).matchAll(/\b(?:src|href)="([^"]+)"/g)]
  return [...inText, ...inTags].map(([, link]) => link ?? '').filter((link) => !/^[a-z]+:/.test(link))
}

/** Why a relative link leads nowhere; `undefined` where it leads somewhere. */
function fault(page: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : relative(root, join(root, dirname(page), path))
  if (!existsSync(join(root, target))) return `${link}: no such file`
  if (anchor !== undefined && !anchorsOf(target).includes(anchor)) return `${link}: no such heading`
  return undefined
}

/** Files of the repository that a page names in code spans, as far as they are named in full. */
function filesNamedIn(page: string): readonly string[] {
  const spans = [...prose(page).matchAll(/`([^`\n]+)`/g)].map(([, span]) => span ?? '')
  return spans.flatMap(
    (span) => span.match(/(?<![\w./-])(?:src|test|scripts|build|docs|bench)\/[\w./-]+(?![\w*…])/g) ?? [],
  )
}

describe.each(pages)('%s', (page) => {
  test('links to files and headings that are there', () => {
    const faults = linksOf(page).map((link) => fault(page, link))
    expect(faults.filter((each) => each !== undefined)).toEqual([])
  })

  test('names files that are there', () => {
    expect(filesNamedIn(page).filter((file) => !existsSync(join(root, file)))).toEqual([])
  })

  test('names commands that are there', () => {
    const named = [...read(page).matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)]
    const scripts = named.map(([, run, own]) => run ?? own ?? '')
    expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([])
  })
})

describe('docs/dependencies.md', () => {
  const [inApp = '', forBuilding = ''] = read('docs/dependencies.md').split('## For building and testing')
  const firstColumn = (part: string): readonly string[] =>
    [...part.matchAll(/^\| `([^`]+)` /gm)].map(([, name]) => name ?? '').toSorted()

  test('has a line for each package that the app uses, and no other', () => {
    expect(firstColumn(inApp)).toEqual(Object.keys(manifest.dependencies).toSorted())
  })

  test('has a line for each package that building and testing use, and no other', () => {
    expect(firstColumn(forBuilding)).toEqual(Object.keys(manifest.devDependencies).toSorted())
  })

  test('has no line without a reason', () => {
    const reasons = [...read('docs/dependencies.md').matchAll(/^\| `[^`]+`\s+\|([^|]+)\|/gm)].map(
      ([, reason]) => reason,
    )
    expect(reasons.filter((reason) => (reason?.trim().length ?? 0) < 15)).toEqual([])
  })
})

describe('CHANGELOG.md', () => {
  test('begins with the version of package.json', () => {
    const [, version] = /^## (\S+)/m.exec(read('CHANGELOG.md')) ?? []
    expect(version).toBe(manifest.version)
  })
})

describe('the decisions', () => {
  const files = readdirSync(join(root, 'docs/adr')).toSorted()

  test('are numbered one after the other', () => {
    const numbers = files.map((_, index) => String(index + 1).padStart(4, '0'))
    expect(files.map((file) => file.slice(0, 4))).toEqual(numbers)
  })

  test.each(files)('%s has a context, a decision and consequences', (file) => {
    const text = read(`docs/adr/${file}`)
    expect(text).toMatch(new RegExp(`^# ${Number(file.slice(0, 4))}\\. `))
    for (const part of ['Context', 'Decision', 'Consequences']) expect(text).toContain(`**${part}.**`)
  })
})

describe('the pictures', () => {
  test.each([
    ['public/screenshots/phone-light.png', 780, 1688],
    ['public/screenshots/desktop-light.png', 1280, 800],
    ['docs/screenshots/phone-dark.png', 780, 1688],
  ])('%s is %i by %i pixels, and no heavier than it need be', (file, width, height) => {
    const bytes = readFileSync(join(root, file))
    // Width and height are the first members of the first chunk (PNG third edition, 11.2.1).
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([width, height])
    expect(bytes.length).toBeLessThan(250_000)
  })
})
