import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { errorCodes, type EndReason, type MethodName, type NotificationName } from '../../../src/api/protocol.ts'
import type { ErrorReason, RefusalReason } from '../../../src/api/index.ts'
import { MfaError, type MfaErrorReason } from '../../../src/client/connect.ts'
import { connectFrom, type MfaSession } from '../../../src/client/session.ts'
import { checkEveryMessage, createConnectStage, type ConnectStage } from '../../support/connect-stage.ts'
import { hotpDraft, totpDraft } from '../../support/drafts.ts'
import { allowEverything } from '../../support/fake-person.ts'
import type { TwoWindows } from '../../support/two-windows.ts'

const page = readFileSync(new URL('../../../docs/message-api.md', import.meta.url), 'utf8')

// Records rather than lists: a name that is missing or too many does not compile.
const methods: Record<MethodName, true> = {
  'session.info': true,
  'session.close': true,
  'codes.list': true,
  'codes.get': true,
  'codes.subscribe': true,
  'codes.unsubscribe': true,
  'accounts.add': true,
  'vault.export': true,
}
const notifications: Record<NotificationName, true> = {
  'codes.update': true,
  'vault.locked': true,
  'vault.unlocked': true,
  'session.ended': true,
}
const endReasons: Record<EndReason, true> = { closed: true, revoked: true, navigated: true }
const refusals: Record<RefusalReason, true> = {
  'unsupported-protocol': true,
  'insecure-origin': true,
  'opaque-origin': true,
  'own-origin': true,
  busy: true,
}
const connectReasons: Record<Exclude<MfaErrorReason, ErrorReason>, true> = {
  'popup-blocked': true,
  closed: true,
  timeout: true,
  refused: true,
  'cross-origin-isolated-opener': true,
}

/** The part of the page under a heading, down to the next of its rank or above. */
function part(heading: string): string {
  const [marks = '#'] = /^#+/.exec(heading) ?? []
  const start = page.indexOf(`\n${heading}\n`)
  if (start < 0) throw new Error(`no heading ${heading}`)
  const rest = page.slice(start + heading.length + 2)
  const next = new RegExp(`^#{1,${marks.length}} `, 'm').exec(rest)
  return next ? rest.slice(0, next.index) : rest
}

/** The names in a table whose first column has this head. */
function named(text: string, head: string): readonly string[] {
  const table = new RegExp(`^\\| ${head.replaceAll('.', '\\.')}\\s*\\|[^\\n]*\\n\\|[-| ]+\\n((?:\\|.*\\n)+)`, 'm')
  const [, rows = ''] = table.exec(text) ?? []
  return [...rows.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name ?? '').toSorted()
}

const namesOf = (record: object): readonly string[] => Object.keys(record).toSorted()

describe('docs/message-api.md', () => {
  it('has a part for each method, and for no other', () => {
    const parts = [...part('## Methods').matchAll(/^### `([^`]+)`$/gm)].map(([, name]) => name ?? '')
    expect(parts.toSorted()).toEqual(namesOf(methods))
  })

  it.each(namesOf(methods))('says of %s which errors it has beside those of every call', (method) => {
    const [, errors] = /^Errors of its own: (.+)\.$/m.exec(part(`### \`${method}\``)) ?? []
    const reasons = [...(errors ?? '').matchAll(/`([\w-]+)`/g)].map(([, reason]) => reason ?? '')
    expect(errors).toBeDefined()
    expect(reasons.filter((reason) => !(reason in errorCodes))).toEqual([])
    expect(reasons.length > 0 || errors === 'none').toBe(true)
  })

  it('has a row for each error with its code, and for no other', () => {
    const rows = [...part('## Errors').matchAll(/^\| (-\d+) \| `([\w-]+)`\s*\| (.+?)\s*\|$/gm)]
    const documented = Object.fromEntries(rows.map(([, code, reason]) => [reason, Number(code)]))
    expect(documented).toEqual(errorCodes)
    for (const [, , reason, when = ''] of rows) expect(when.length, reason).toBeGreaterThan(20)
  })

  it.each([
    ['notifications', '## Notifications', 'name', notifications],
    ['reasons of an end', '## Notifications', '`reason` of `session.ended`', endReasons],
    ['refusals', '### Refusals', 'reason', refusals],
    ['errors of connect', '### When it does not work', '`reason` of `connect`', connectReasons],
  ])('has a row for each of the %s, and for no other', (_what, heading, head, record) => {
    expect(named(part(heading), head)).toEqual(namesOf(record))
  })

  it('names every member of a code', async () => {
    const { mfa, ids } = await run('await (await connect("https://mfa.example.org/")).codes.list()', { keep: true })
    const { codes } = (await mfa?.codes.list()) ?? { codes: [] }
    const counted = await mfa?.codes.get({ id: ids[1] ?? '' })
    const members = new Set([...Object.keys(codes[0] ?? {}), ...Object.keys(counted ?? {}), 'next'])
    expect(named(part('### A code'), 'member')).toEqual([...members].toSorted())
  })
})

const snippets = [...page.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, snippet]) => snippet ?? '')

/** What a snippet has done. */
interface Ran {
  readonly mfa: MfaSession | undefined
  readonly ids: readonly string[]
  readonly shown: readonly (readonly string[])[]
  readonly said: readonly string[]
  readonly stage: ConnectStage
  /** Settles when the snippet's own work is over. */
  readonly over: Promise<void>
}

interface RunOptions {
  /** Leaves the session open; else whatever loops is ended after its first turn. */
  readonly keep?: boolean
  readonly denies?: boolean
  readonly isBlocked?: boolean
}

type Names = Readonly<Record<string, unknown>>

const AsyncFunction = async function () {}.constructor as new (
  ...parts: string[]
) => (...values: readonly unknown[]) => Promise<void>

/** A snippet as a function of the names that a page would have. */
function compile(snippet: string, names: Names): () => Promise<void> {
  const script = snippet.replaceAll(/^import .+ from 'https:\/\/mfa\.example\.org\/client\/mfa-manager\.js'$/gm, '')
  const work = new AsyncFunction(...Object.keys(names), script)
  return () => work(...Object.values(names))
}

/** Runs a snippet in the window of a site, beside an app with two accounts and a person who answers. */
async function run(snippet: string, { keep = false, denies = false, isBlocked = false }: RunOptions = {}) {
  const shown: (readonly string[])[] = []
  const said: string[] = []
  let mfa: MfaSession | undefined
  let over = Promise.resolve()
  const start = (windows: TwoWindows) => {
    if (isBlocked) windows.blockPopups()
    const button = {
      addEventListener: (_type: 'click', listener: () => Promise<void>) => {
        over = listener()
      },
    }
    const names: Names = {
      window: windows.siteWindow,
      document: { querySelector: () => button },
      connect: async (...given: readonly [string]) => (mfa = await connectFrom(windows.siteWindow, ...given)),
      MfaError,
      say: (text: string) => void said.push(text),
      show: (codes: readonly { readonly code: string }[]) => {
        shown.push(codes.map(({ code }) => code))
        if (!keep) void mfa?.close()
      },
    }
    const ran = compile(snippet, names)()
    over = Promise.all([ran, over]).then(() => undefined)
  }
  const drafts = [totpDraft(), hotpDraft()]
  const stage = await createConnectStage({ drafts, hello: false, onWindows: start })
  stage.timeline.set(0)
  stage.person.answerAll(denies ? () => ({ answer: 'deny' }) : allowEverything)
  // What a test looks at is settled by then; a failure is reported where it is awaited.
  over.catch(() => undefined)
  if (keep) await over
  return { mfa, ids: stage.ids, shown, said, stage, over } satisfies Ran
}

checkEveryMessage()

describe('the snippets', () => {
  /** RFC 4226 appendix D, the first value. */
  const code = '755224'

  it('are there', () => {
    expect(snippets.length).toBeGreaterThanOrEqual(5)
  })

  it.each(snippets.map((snippet, place) => [place + 1, snippet] as const))('number %i parses', (_place, snippet) => {
    expect(() => compile(snippet, {})).not.toThrow()
    for (const [line] of snippet.matchAll(/^import .+$/gm)) {
      expect(line).toMatch(
        /^import \{ connect(?:, MfaError)? \} from 'https:\/\/mfa\.example\.org\/client\/[\w-]+\.js'$/,
      )
    }
  })

  it.each([
    ['the quick start', '## Quick start', false],
    ['codes that stay current', '### Codes that stay current', false],
    ['errors', '### When it does not work', false],
    ['moving from the REST API', '## Moving from the REST API', true],
  ])('of %s show codes', async (_what, heading, keep) => {
    const { over, shown } = await run(snippetUnder(heading), { keep })
    await over
    expect(shown).toEqual([[code]])
  })

  it('of errors say what happened', async () => {
    const snippet = snippetUnder('### When it does not work')
    const denied = await run(snippet, { denies: true })
    await denied.over
    expect(denied.said).toEqual(['You have not shared a code.'])
    const blocked = await run(snippet, { isBlocked: true })
    await blocked.over
    expect(blocked.said).toEqual(['Allow popups for this page, then press the button again.'])
  })

  it('of the bare protocol show codes, and show them again when they change', async () => {
    const { shown, stage } = await run(snippetUnder('## Without the client library'), { keep: true })
    await expect.poll(() => shown).toEqual([[code], [code]])
    stage.timeline.advance(30_000)
    await expect.poll(() => shown).toEqual([[code], [code], ['287082']])
  })
})

/** The first snippet in a part. */
function snippetUnder(heading: string): string {
  const [, snippet = ''] = /^```js\n([\s\S]*?)^```$/m.exec(part(heading)) ?? []
  return snippet
}
