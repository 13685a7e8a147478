// @ts-check
// Serves a build with the product's own headers: node scripts/serve.mjs [folder]. HOST and PORT change the address.
import { existsSync, realpathSync } from 'node:fs'
import { createServer } from 'node:http'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { answerFrom, readServingFacts } from './static-files.mjs'

/** Both loopback addresses: browsers try them in an order of their own. */
const loopback = ['127.0.0.1', '::1']

/** A machine without IPv6 has no ::1. */
const absentAddress = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])

/**
 * Serves a build until `close` is called.
 *
 * @param {{ folder: string, host: string, port: number }} options `port` 0 takes any free one.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
async function serve({ folder, host, port }) {
  if (!existsSync(join(folder, 'index.html')) || !existsSync(`${folder}-serving`)) {
    throw new Error(`${folder} holds no build. Run: npm run build`)
  }
  const answer = answerFrom(folder, await readServingFacts(folder))
  const [first, ...others] = host === 'localhost' ? loopback : [host]
  const servers = [await listen(answer, first ?? host, port)]
  const actualPort = portOf(servers[0])
  for (const other of others) {
    const server = await listen(answer, other, actualPort).catch((error) => {
      if (absentAddress.has(error.code)) return undefined
      throw error
    })
    if (server !== undefined) servers.push(server)
  }
  const shownHost = host.includes(':') ? `[${host}]` : host
  return {
    url: `http://${shownHost}:${actualPort}/`,
    close: async () => {
      await Promise.all(servers.map((server) => closed(server)))
    },
  }
}

/**
 * @param {(question: import('./static-files.mjs').Question) => Promise<import('./static-files.mjs').Answer>} answer
 * @param {string} host
 * @param {number} port
 * @returns {Promise<import('node:http').Server>}
 */
function listen(answer, host, port) {
  const server = createServer((request, response) => {
    // What a share target or a stranger posts is read and dropped.
    request.resume()
    void respond(answer, request, response)
  })
  return new Promise((resolveServer, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolveServer(server))
  })
}

/**
 * @param {(question: import('./static-files.mjs').Question) => Promise<import('./static-files.mjs').Answer>} answer
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function respond(answer, request, response) {
  const { method = '', url: target = '', headers } = request
  try {
    const reply = await answer({
      method,
      target,
      acceptEncoding: headers['accept-encoding']?.toString() ?? '',
      ifNoneMatch: headers['if-none-match'] ?? '',
    })
    const length = reply.status === 304 ? {} : { 'Content-Length': reply.body.length }
    response.writeHead(reply.status, { ...reply.headers, ...length })
    response.end(method === 'HEAD' ? undefined : reply.body)
  } catch (error) {
    console.error(error)
    if (response.headersSent) response.destroy()
    else response.writeHead(500).end()
  }
}

/** @param {import('node:http').Server | undefined} server */
function portOf(server) {
  const address = server?.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** @param {import('node:http').Server} server */
function closed(server) {
  return new Promise((done) => {
    server.close(done)
    server.closeAllConnections()
  })
}

/**
 * Serves by the environment (`HOST`, `PORT`) and prints the address, or says what stands in the way and ends with 1.
 *
 * @param {string} folder
 */
export async function serveByEnvironment(folder) {
  const host = process.env['HOST'] || 'localhost'
  const port = Number(process.env['PORT'] || 5000)
  if (!Number.isInteger(port) || port < 0 || port > 65535) return fail(`PORT is not a port: ${process.env['PORT']}`)
  try {
    const { url } = await serve({ folder, host, port })
    console.log(`MFA Manager is at ${url}`)
  } catch (error) {
    fail(explain(error, host, port))
  }
}

/**
 * @param {unknown} error
 * @param {string} host
 * @param {number} port
 */
function explain(error, host, port) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Choose another: PORT=${port + 1} npm start`
  if (code === 'EACCES') return `Port ${port} needs privileges. Choose one above 1023, as in PORT=5000 npm start`
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') return `This machine has no address ${host}.`
  return error instanceof Error ? error.message : String(error)
}

/** @param {string} message */
function fail(message) {
  console.error(message)
  process.exitCode = 1
}

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) {
  await serveByEnvironment(resolve(process.argv[2] ?? 'dist'))
}
