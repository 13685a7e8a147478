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
 * What of it a page's memory still holds after a garbage collection: strings of scripts and of the document, by a heap
 * snapshot, and the contents of buffers, which a snapshot leaves out. Strings are looked at up to their 1,024th character.
 */
export async function heldInMemory(page: Page, { texts, codes = [], bytes = [] }: Sought): Promise<readonly string[]> {
  // Ends of transitions are told with the next frame, and hold what they ended on until then.
  await page.bringToFront()
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  const session = await page.context().newCDPSession(page)
  const strings = await stringsOf(session)
  const whole = new Set(strings)
  const inTexts = texts.filter((text) => strings.some((each) => each.includes(text)))
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

/** For each pattern, whether some buffer of the page holds it. Patterns are handed over backwards, not to be found themselves. */
async function inBuffers(session: CDPSession, patterns: readonly string[]): Promise<readonly boolean[]> {
  if (patterns.length === 0) return []
  const { result } = await session.send('Runtime.evaluate', { expression: 'ArrayBuffer.prototype' })
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' })
  const search = `function (patterns) {
    const found = patterns.map(() => false)
    for (const buffer of this) {
      if (buffer.byteLength === 0) continue
      const text = new TextDecoder('latin1').decode(buffer)
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
