import type { CDPSession, Page } from '@playwright/test'

/** What is asked of the memory of a page's scripts. */
export interface Sought {
  /** Found inside any string. */
  readonly texts: readonly string[]
  /** Found as a whole string only: digits are everywhere. */
  readonly codes?: readonly string[]
  /** Found inside any buffer. */
  readonly bytes?: readonly Uint8Array[]
}

/**
 * What of it a page's memory still holds after a garbage collection: strings of scripts, by a heap snapshot, and what a
 * snapshot leaves out, which are the contents of buffers, and the texts, attributes and fields of documents and of trees
 * that are in none any more. Strings of scripts are looked at up to their 1,024th character.
 */
export async function heldInMemory(page: Page, { texts, codes = [], bytes = [] }: Sought): Promise<readonly string[]> {
  // Ends of transitions are told with the next frame, and hold what they ended on until then.
  await page.bringToFront()
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  const session = await page.context().newCDPSession(page)
  const strings = await stringsOf(session)
  const whole = new Set(strings)
  const nodes = await inNodes(session, texts)
  const inTexts = texts.filter((text, index) => nodes[index] || strings.some((each) => each.includes(text)))
  const buffers = await inBuffers(
    session,
    bytes.map((each) => Buffer.from(each).toString('latin1')),
  )
  await session.detach()
  const inBytes = bytes.filter((_, index) => buffers[index]).map((each) => `bytes ${Buffer.from(each).toString('hex')}`)
  return [...inTexts, ...codes.filter((code) => whole.has(code)), ...inBytes]
}

/** Latin-1 text: one unit for each byte. */
function backwards(text: string): string {
  return text.split('').toReversed().join('')
}

async function stringsOf(session: CDPSession): Promise<readonly string[]> {
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  const { strings } = JSON.parse(chunks.join('')) as { readonly strings: readonly string[] }
  return strings
}

/** For each pattern, whether some buffer of the page holds it. */
function inBuffers(session: CDPSession, patterns: readonly string[]): Promise<readonly boolean[]> {
  const textOf = `(buffer) => buffer.byteLength === 0 ? '' : new TextDecoder('latin1').decode(buffer)`
  return inObjects(session, 'ArrayBuffer', patterns, textOf)
}

/** For each pattern, whether a tree of nodes holds it that scripts can reach. */
function inNodes(session: CDPSession, patterns: readonly string[]): Promise<readonly boolean[]> {
  const textOf = `(node) => {
    // The prototype itself is among what is asked for, and is no node.
    try { node = node.getRootNode() } catch { return '' }
    if (looked.has(node)) return ''
    looked.add(node)
    const elements = [node, ...(node.querySelectorAll?.('*') ?? [])]
    const parts = elements.flatMap((each) => [...(each.attributes ?? [])].map(({ value }) => value).concat(each.value ?? []))
    return [node.textContent ?? node.documentElement?.textContent, ...parts].join(' ')
  }`
  return inObjects(session, 'Node', patterns, textOf)
}

/**
 * For each pattern, whether the text of some object of this kind holds it. Patterns are handed over backwards, not to be
 * found themselves.
 */
async function inObjects(
  session: CDPSession,
  kind: 'ArrayBuffer' | 'Node',
  patterns: readonly string[],
  textOf: string,
): Promise<readonly boolean[]> {
  if (patterns.length === 0) return []
  const { result } = await session.send('Runtime.evaluate', { expression: `${kind}.prototype` })
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' })
  const search = `function (patterns) {
    const looked = new Set()
    const textOf = ${textOf}
    const found = patterns.map(() => false)
    for (const object of this) {
      const text = textOf(object)
      patterns.forEach((pattern, index) => { found[index] ||= text.includes([...pattern].reverse().join('')) })
    }
    return found
  }`
  const found = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: search,
    arguments: [{ value: patterns.map(backwards) }],
    returnByValue: true,
  })
  return found.result.value as readonly boolean[]
}
