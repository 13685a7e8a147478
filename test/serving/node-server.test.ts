import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runToEnd, startNodeServer } from './node-server-process.ts'
import { rawRequest } from './raw-request.ts'
import { describeServer } from './server-contract.ts'
import { makeSmallBuild } from './small-build.ts'

describeServer('npm start’s server', (build) => startNodeServer(build.dist), { brotli: true })

describe('npm start’s address', () => {
  it('listens on the loopback addresses only', async () => {
    const build = await makeSmallBuild()
    onTestFinished(build.remove)
    const server = await startNodeServer(build.dist)
    onTestFinished(server.stop)
    expect(server.origin).toMatch(/^http:\/\/localhost:\d+$/)
    const viaNumber = await rawRequest(server.origin.replace('localhost', '127.0.0.1'), '/healthz')
    expect(viaNumber.status).toBe(200)
  })

  it('takes another host from HOST', async () => {
    const build = await makeSmallBuild()
    onTestFinished(build.remove)
    const server = await startNodeServer(build.dist, { HOST: '127.0.0.1' })
    onTestFinished(server.stop)
    expect(server.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  it('names another port where the port is taken', async () => {
    const build = await makeSmallBuild()
    onTestFinished(build.remove)
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const address = other.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    const { status, errors } = await runToEnd(build.dist, { PORT: String(port) })
    expect(status).toBe(1)
    expect(errors).toContain(`Port ${port} is taken. Choose another: PORT=${port + 1} npm start`)
  })

  it.each([
    [{ PORT: '70000' }, 'PORT is not a port: 70000'],
    [{ PORT: 'http' }, 'PORT is not a port: http'],
  ])('refuses %j', async (environment, message) => {
    expect((await runToEnd('dist', environment)).errors).toContain(message)
  })

  it('says how to make a build where there is none', async () => {
    expect((await runToEnd('no-such-folder', {})).errors).toContain('holds no build. Run: npm run build')
  })
})
