import { spawn } from 'node:child_process'
import { elementId, until, type Driver, type ElementReference } from './driver.ts'
import { freePort } from './free-port.ts'

interface WebKitFiles {
  readonly driver: string
  readonly browser: string
  /** `Xvfb`: MiniBrowser needs a screen, if only a virtual one. */
  readonly screen: string
}

/** WebKitGTK's MiniBrowser, driven through WebKitWebDriver (W3C WebDriver over HTTP). */
export async function startWebKit(files: WebKitFiles): Promise<Driver> {
  const display = `:${90 + (process.pid % 1000)}`
  const screen = spawn(files.screen, [display, '-screen', '0', '1280x800x24'], { stdio: 'ignore' })
  const port = await freePort()
  const server = spawn(files.driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display, WEBKIT_DISABLE_COMPOSITING_MODE: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
  })
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {}),
    })
    const answer = (await response.json()) as { readonly value: unknown }
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer.value)}`)
    return answer.value
  }
  await until(
    () =>
      call('GET', '/status').then(
        () => true,
        () => false,
      ),
    'WebKitWebDriver answers',
  )
  const session = (await call('POST', '/session', {
    capabilities: {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: files.browser, args: ['--automation'] } },
    },
  })) as { readonly sessionId: string }
  const base = `/session/${session.sessionId}`
  await call('POST', `${base}/timeouts`, { script: 280_000, pageLoad: 120_000 })

  const execute = (script: string, args: readonly unknown[]): Promise<unknown> =>
    call('POST', `${base}/execute/sync`, { script, args })
  const element = async (body: string, args: readonly unknown[]): Promise<string> =>
    elementId((await execute(body, args)) as ElementReference | null)
  return {
    open: async (url) => void (await call('POST', `${base}/url`, { url })),
    reload: async () => void (await call('POST', `${base}/refresh`, {})),
    run: async <Result>(body: string, ...args: readonly unknown[]) => (await execute(body, args)) as Result,
    click: async (body, ...args) => void (await call('POST', `${base}/element/${await element(body, args)}/click`, {})),
    type: async (text, body, ...args) =>
      void (await call('POST', `${base}/element/${await element(body, args)}/value`, { text })),
    close: async () => {
      await call('DELETE', base).catch(() => undefined)
      server.kill()
      screen.kill()
    },
  }
}
