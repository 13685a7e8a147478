import { spawnSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { strictTransportSecurity } from '../../build/security-headers.ts'
import { hasNginx, hasNginxBrotli, startNginx, type RunningNginx } from './nginx-process.ts'
import { rawRequest } from './raw-request.ts'
import { describeServer } from './server-contract.ts'
import { makeSmallBuild, type SmallBuild } from './small-build.ts'

const brotliExtras = { 'brotli.main.conf': {}, 'brotli.server.conf': {} }

describe.skipIf(!hasNginx)('nginx.conf (skipped where nginx is not installed)', () => {
  describeServer('as it is', (build) => startNginx(build.root), { brotli: false })

  describe.skipIf(!hasNginxBrotli)('with its Brotli module (skipped where that is not installed)', () => {
    describeServer('and the extras for it', (build) => startNginx(build.root, brotliExtras), { brotli: true })
  })

  describe('its logs', () => {
    let build: SmallBuild
    let nginx: RunningNginx
    beforeAll(async () => {
      build = await makeSmallBuild()
      nginx = await startNginx(build.root)
    })
    afterAll(async () => {
      await nginx.stop()
      await build.remove()
    })

    it('has one line per request, with the path and without the query, the address and the browser', async () => {
      const headers = { 'User-Agent': 'browser-name', Referer: 'https://elsewhere.example/' }
      await rawRequest(nginx.origin, '/connect.html?secret=JBSWY3DPEHPK3PXP', { headers })
      const line = (await nginx.accessLog()).split('\n').find((text) => text.includes('/connect.html'))
      expect(line).toMatch(/^\S+ GET \/connect\.html 200 \d+ [\d.]+$/)
    })

    it('keeps queries out of both logs when a request fails', async () => {
      for (const path of ['/missing?secret=ONE', '/%?secret=TWO', '/assets/?secret=THREE', '/..%2f?secret=FOUR']) {
        await rawRequest(nginx.origin, path)
      }
      await rawRequest(nginx.origin, '/index.html?secret=FIVE', { method: 'PUT', body: 'x'.repeat(5000) })
      expect(await nginx.accessLog()).toContain('GET /missing 404')
      expect((await nginx.accessLog()) + (await nginx.errorLog())).not.toContain('secret')
    })

    it('does not log health checks', async () => {
      await rawRequest(nginx.origin, '/healthz')
      await rawRequest(nginx.origin, '/version.json')
      expect(await nginx.accessLog()).toContain('/version.json')
      expect(await nginx.accessLog()).not.toContain('healthz')
    })
  })

  it('announces transport security where a proxy in front has ended TLS', async () => {
    const build = await makeSmallBuild()
    onTestFinished(build.remove)
    const nginx = await startNginx(build.root)
    onTestFinished(nginx.stop)
    const { headers } = await rawRequest(nginx.origin, '/', { headers: { 'X-Forwarded-Proto': 'https' } })
    expect(headers['strict-transport-security']).toBe(strictTransportSecurity.value)
  })

  it('serves a build without its 404 page too', async () => {
    const build = await makeSmallBuild()
    onTestFinished(build.remove)
    await rm(join(build.dist, '404.html'))
    const nginx = await startNginx(build.root)
    onTestFinished(nginx.stop)
    expect((await rawRequest(nginx.origin, '/missing')).status).toBe(404)
  })
})

const openssl = 'openssl'
const hasOpenssl = spawnSync(openssl, ['version']).status === 0

describe.skipIf(!hasNginx || !hasOpenssl)('the tls extra (skipped without nginx or openssl)', () => {
  it('serves the same over TLS, and announces transport security', async () => {
    const build = await makeSmallBuild()
    onTestFinished(build.remove)
    const [key, cert] = [join(build.root, 'key.pem'), join(build.root, 'cert.pem')]
    const subject = '-subj /CN=localhost -addext subjectAltName=DNS:localhost'
    const made = spawnSync(openssl, [
      ...`req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 ${subject}`.split(' '),
      '-keyout',
      key,
      '-out',
      cert,
    ])
    expect(made.status).toBe(0)
    const nginx = await startNginx(build.root, {
      'tls.server.conf': { '/certs/cert.pem': cert, '/certs/key.pem': key },
    })
    onTestFinished(nginx.stop)
    const answer = await rawRequest(`https://127.0.0.1:${nginx.ports.get('8443')}`, '/connect.html')
    expect(answer.status).toBe(200)
    expect(answer.headers['strict-transport-security']).toBe(strictTransportSecurity.value)
    expect(answer.headers['cross-origin-opener-policy']).toBe('unsafe-none')
  })
})
