// @ts-check
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'

/**
 * What the build says about serving it: `headers.json` of the serving folder.
 *
 * @typedef {object} ServingFacts
 * @property {Readonly<Record<string, string>>} contentTypes By extension, without the dot.
 * @property {readonly { kind: string, pattern: RegExp }[]} rules The first that matches a path says of which kind it is.
 * @property {Readonly<Record<string, readonly { name: string, value: string }[]>>} headers By kind.
 */

/**
 * One answer, ready to be sent.
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {Readonly<Record<string, string>>} headers
 * @property {Buffer} body Empty for an answer without one.
 */

/**
 * The parts of a request that an answer depends on.
 *
 * @typedef {object} Question
 * @property {string} method
 * @property {string} target The request target as it was sent, with its query.
 * @property {string} acceptEncoding
 * @property {string} ifNoneMatch
 */

/** Letters, digits and a few marks, so that `..`, drive letters, streams and devices of any system are never asked for. */
const plainPart = /^[\w@~+-][\w@~+. -]*$/

/** Hidden files, files for other servers, and the compressed variants under their own names. */
const notForVisitors = /(?:^|\/)[._]|\.(?:gz|br)$/

const variants = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
]

const empty = Buffer.alloc(0)

/**
 * Reads what the build says about serving it.
 *
 * @param {string} folder The build; what is read lies beside it, in the folder of its name and `-serving`.
 * @returns {Promise<ServingFacts>}
 */
export async function readServingFacts(folder) {
  const facts = JSON.parse(await readFile(join(`${folder}-serving`, 'headers.json'), 'utf8'))
  return {
    contentTypes: facts.contentTypes,
    headers: facts.headers,
    rules: facts.rules.map((/** @type {{ kind: string, pattern: string }} */ { kind, pattern }) => ({
      kind,
      pattern: new RegExp(pattern),
    })),
  }
}

/**
 * The build as a function from requests to answers: the same that `nginx.conf` gives.
 *
 * @param {string} folder The build on disk.
 * @param {ServingFacts} facts
 * @returns {(question: Question) => Promise<Answer>}
 */
export function answerFrom(folder, facts) {
  return async (question) => {
    const path = pathOf(question.target)
    if (path === 'share' && question.method === 'POST') return plain(facts, 303, '', { Location: './' })
    if (question.method !== 'GET' && question.method !== 'HEAD') {
      return plain(facts, 405, 'Method not allowed\n', { Allow: 'GET, HEAD' })
    }
    if (path === 'healthz') return plain(facts, 200, 'ok', { 'Content-Type': 'text/plain' })
    const found =
      path === undefined || path === '404.html' ? undefined : await readAnswer(folder, path, facts, question)
    return found ?? (await notFound(folder, facts, question))
  }
}

/**
 * The path inside the build that a request asks for.
 *
 * @param {string} target
 * @returns {string | undefined} Without a leading slash; `undefined` for what can name no file of the build.
 */
export function pathOf(target) {
  const [encoded = ''] = target.split('?', 1)
  if (!encoded.startsWith('/')) return undefined
  const path = decode(encoded.slice(1))
  if (path === undefined || path === '') return path
  if (!path.split('/').every((part) => plainPart.test(part))) return undefined
  return notForVisitors.test(path) ? undefined : path
}

/**
 * @param {string} text
 * @returns {string | undefined} `undefined` where the percent signs are not those of UTF-8.
 */
function decode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/**
 * @param {string} folder
 * @param {ServingFacts} facts
 * @param {Question} question
 */
async function notFound(folder, facts, question) {
  const page = await readAnswer(folder, '404.html', facts, { ...question, ifNoneMatch: '' })
  return page === undefined ? plain(facts, 404, 'Not found\n') : { ...page, status: 404 }
}

/**
 * @param {string} folder
 * @param {string} path
 * @param {ServingFacts} facts
 * @param {Question} question
 * @returns {Promise<Answer | undefined>}
 */
async function readAnswer(folder, path, facts, { acceptEncoding, ifNoneMatch }) {
  const file = join(folder, path === '' ? 'index.html' : path)
  const content = await readIfThere(file)
  if (content === undefined) return undefined
  const chosen = await chooseVariant(file, content, acceptEncoding)
  const headers = {
    ...headersFor(facts, path),
    'Content-Type': facts.contentTypes[extname(file).slice(1)] ?? 'application/octet-stream',
    ETag: entityTag(chosen.body),
    ...(chosen.varies ? { Vary: 'Accept-Encoding' } : {}),
    ...(chosen.encoding === undefined ? {} : { 'Content-Encoding': chosen.encoding }),
  }
  if (matches(ifNoneMatch, headers.ETag)) return { status: 304, headers, body: empty }
  return { status: 200, headers, body: chosen.body }
}

/**
 * @param {string} file
 * @param {Buffer} content
 * @param {string} acceptEncoding
 * @returns {Promise<{ body: Buffer, encoding?: string, varies: boolean }>}
 */
async function chooseVariant(file, content, acceptEncoding) {
  let varies = false
  for (const { encoding, ending } of variants) {
    const body = await readIfThere(file + ending)
    if (body === undefined) continue
    varies = true
    if (accepts(acceptEncoding, encoding)) return { body, encoding, varies }
  }
  return { body: content, varies }
}

/**
 * Whether a browser takes an encoding (RFC 9110 §12.5.3); a quality of zero is a refusal.
 *
 * @param {string} acceptEncoding
 * @param {string} encoding
 */
export function accepts(acceptEncoding, encoding) {
  return acceptEncoding.split(',').some((item) => {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
    return name === encoding && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))
  })
}

/**
 * @param {string} ifNoneMatch
 * @param {string} tag
 */
function matches(ifNoneMatch, tag) {
  return ifNoneMatch.split(',').some((item) => ['*', tag, `W/${tag}`].includes(item.trim()))
}

/** @param {Buffer} body */
function entityTag(body) {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
}

/**
 * @param {ServingFacts} facts
 * @param {string} path
 * @returns {Record<string, string>}
 */
function headersFor(facts, path) {
  const kind = facts.rules.find((rule) => rule.pattern.test(path))?.kind ?? 'other'
  return Object.fromEntries((facts.headers[kind] ?? []).map(({ name, value }) => [name, value]))
}

/**
 * @param {ServingFacts} facts
 * @param {number} status
 * @param {string} text
 * @param {Readonly<Record<string, string>>} [more]
 * @returns {Answer}
 */
function plain(facts, status, text, more = {}) {
  const type = text === '' ? {} : { 'Content-Type': 'text/plain; charset=utf-8' }
  return { status, headers: { ...headersFor(facts, 'plain'), ...type, ...more }, body: Buffer.from(text) }
}

/**
 * @param {string} file
 * @returns {Promise<Buffer | undefined>} `undefined` where there is no such file.
 */
async function readIfThere(file) {
  const found = await stat(file).catch(() => undefined)
  return found?.isFile() ? await readFile(file) : undefined
}
