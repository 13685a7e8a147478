import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { browserPaths } from '../../../scripts/browser.mjs'

describe('where browsers are looked for', () => {
  it('is in every folder of PATH and the usual ones on Linux, the tested browser first', () => {
    const paths = browserPaths('linux', { PATH: '/opt/bin::/usr/local/bin' }, '/home/a')
    expect(paths.slice(0, 2)).toEqual(['/opt/bin/chromium', '/usr/local/bin/chromium'])
    expect(paths).toEqual(
      expect.arrayContaining(['/usr/bin/google-chrome', '/snap/bin/chromium', '/usr/bin/microsoft-edge']),
    )
    expect(paths.at(-1)).toBe('/snap/bin/chromium-browser')
  })

  it('is among everybody’s applications and the person’s own on macOS', () => {
    const paths = browserPaths('darwin', {}, '/Users/a')
    expect(paths[0]).toBe('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    expect(paths).toContain('/Users/a/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge')
  })

  it('is in the program folders that Windows names', () => {
    const env = { ProgramFiles: String.raw`C:\Program Files`, LOCALAPPDATA: String.raw`C:\Users\a\AppData\Local` }
    const paths = browserPaths('win32', env, String.raw`C:\Users\a`)
    expect(paths).toContain(String.raw`C:\Program Files\Microsoft\Edge\Application\msedge.exe`)
    expect(paths).toContain(String.raw`C:\Users\a\AppData\Local\Google\Chrome\Application\chrome.exe`)
  })

  it('is nowhere on a Windows that names no folders', () => {
    expect(browserPaths('win32', {}, '')).toEqual([])
  })
})

describe('MFA_BROWSER', () => {
  const find = (path: string): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, ['scripts/browser.mjs'], {
      env: { ...process.env, MFA_BROWSER: path },
      encoding: 'utf8',
    })

  it('is taken at its word', () => {
    expect(find(process.execPath).stdout.trim()).toBe(process.execPath)
  })

  it('is refused where it names no file', () => {
    const { status, stderr } = find('/no/such/browser')
    expect(status).toBe(1)
    expect(stderr).toContain('MFA_BROWSER names no file: /no/such/browser')
  })
})
