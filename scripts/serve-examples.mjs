// @ts-check
// npm run examples: serves examples/ on an address of its own, as a site that asks the app for codes. HOST and PORT change
// it. The client library comes from the build (dist, or the folder that is named).
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { realpathSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const examples = resolve(import.meta.dirname, '../examples')

/** @type {Readonly<Record<string, string>>} */
const contentTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** What may be asked for: names in one folder, and the client library. */
const plainName = /^[\w-]+\.(?:html|js|css)$/
const clientName = 'client/mfa-manager.js'

/**
 * Serves the examples until `close` is called.
 *
 * @param {{ dist: string, host: string, port: number }} options `port` 0 takes any free one.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveExamples({ dist, host, port }) {
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?')
    const name = path === '/' ? 'index.html' : path.slice(1)
    const file = name === clientName ? join(dist, clientName) : join(examples, name)
    const isKnown = name === clientName || plainName.test(name)
    const read = isKnown ? readFile(file) : Promise.reject(new Error(`There is no ${name}.`))
    read.then(
      (body) => {
        const type = contentTypes[extname(name)] ?? 'application/octet-stream'
        response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }).end(body)
      },
      () => response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n'),
    )
  })
  await new Promise((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => done(undefined))
  })
  const address = server.address()
  const actualPort = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://${host}:${actualPort}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) {
  const dist = resolve(process.argv[2] ?? 'dist')
  // Another host and port than the app's: that makes it another site.
  const options = { dist, host: process.env['HOST'] || '127.0.0.1', port: Number(process.env['PORT'] || 5001) }
  await readFile(join(dist, clientName)).then(
    async () => {
      const { url } = await serveExamples(options)
      console.log(`The examples are at ${url}, and look for the app at http://localhost:5000/ (npm start).`)
    },
    () => {
      console.error(`${dist} holds no client library. Run: npm run build`)
      process.exitCode = 1
    },
  )
}
