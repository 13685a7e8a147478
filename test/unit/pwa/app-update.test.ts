import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAppUpdate, type AppUpdate } from '../../../src/pwa/index.ts'
import { FakePage, FakeRegistration, FakeWorkbox } from '../../support/fake-service-worker.ts'

interface Scene {
  readonly update: AppUpdate
  readonly page: FakePage
  readonly registration: FakeRegistration
  readonly workbox: FakeWorkbox
  readonly time: { ms: number }
  readonly stop: () => void
}

const hourMs = 3_600_000

/** A page over a registration, after start. Controlled, unless there is no version in use yet. */
async function open(registration = FakeRegistration.installed(), page?: FakePage): Promise<Scene> {
  const shown = page ?? new FakePage(registration.active)
  const workbox = new FakeWorkbox(registration)
  const time = { ms: 0 }
  const update = createAppUpdate({
    register: () => Promise.resolve(workbox),
    page: shown,
    clock: { monotonic: () => time.ms },
  })
  const stop = update.start()
  await vi.advanceTimersByTimeAsync(0)
  return { update, page: shown, registration, workbox, time, stop }
}

async function checked(scene: Scene): Promise<string> {
  const answer = scene.update.check()
  await vi.advanceTimersByTimeAsync(1000)
  return answer
}

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('the first installation', () => {
  it('is ready for offline use once everything is stored, and never counts as an update', async () => {
    const scene = await open(new FakeRegistration())
    const seen: boolean[] = []
    scene.update.subscribe(() => seen.push(scene.update.state().waiting))
    scene.registration.find()
    expect(scene.update.state().offlineReady).toBe(false)
    scene.registration.install()
    scene.registration.activate()
    expect(scene.update.state()).toMatchObject({ offlineReady: true, waiting: false, controlled: false })
    expect(seen).not.toContain(true)
  })

  it('takes the page without a reload', async () => {
    const scene = await open(new FakeRegistration())
    scene.registration.install()
    scene.registration.activate()
    scene.page.control(scene.registration.active)
    expect(scene.page.reloads).toBe(0)
    expect(scene.update.state()).toMatchObject({ controlled: true, waiting: false })
  })

  it('that fails is reported, and the next check registers anew', async () => {
    const broken = new FakeRegistration()
    const whole = FakeRegistration.installed()
    const registrations = [broken, whole]
    const update = createAppUpdate({
      register: () => Promise.resolve(new FakeWorkbox(registrations.shift())),
      page: new FakePage(),
      clock: { monotonic: () => 0 },
    })
    update.start()
    await vi.advanceTimersByTimeAsync(0)
    broken.find()
    broken.fail()
    expect(update.state()).toMatchObject({ offlineReady: false, lastError: 'pwa/install-failed' })
    const answer = update.check()
    await vi.advanceTimersByTimeAsync(1000)
    expect(await answer).toBe('none')
    expect(update.state()).toMatchObject({ offlineReady: true })
    expect(update.state().lastError).toBeUndefined()
  })
})

describe('a page without service workers', () => {
  it('says so and goes on', async () => {
    const scene = await open(undefined, new FakePage(null, false))
    expect(scene.update.state()).toMatchObject({ offlineReady: false, lastError: 'pwa/unsupported' })
    expect(await checked(scene)).toBe('failed')
    scene.update.apply()
    expect(scene.page.reloads).toBe(0)
  })

  it('names a registration that the browser refused', async () => {
    const update = createAppUpdate({
      register: () => Promise.reject(new Error('refused')),
      page: new FakePage(),
      clock: { monotonic: () => 0 },
    })
    update.start()
    await vi.advanceTimersByTimeAsync(0)
    expect(update.state().lastError).toBe('pwa/register-failed')
    expect(await update.check()).toBe('failed')
    expect(update.state().lastError).toBe('pwa/register-failed')
  })

  it('takes a registration without an answer for a refusal', async () => {
    const update = createAppUpdate({
      register: () => Promise.resolve(new FakeWorkbox(undefined)),
      page: new FakePage(),
      clock: { monotonic: () => 0 },
    })
    update.start()
    await vi.advanceTimersByTimeAsync(0)
    expect(update.state().lastError).toBe('pwa/register-failed')
  })
})

describe('check', () => {
  it('answers none when nothing newer is found', async () => {
    const scene = await open()
    expect(await checked(scene)).toBe('none')
    expect(scene.update.state()).toMatchObject({ waiting: false, checking: false })
  })

  it('waits until what it finds is stored completely', async () => {
    const scene = await open()
    scene.registration.onUpdate = () => void scene.registration.find()
    const answer = scene.update.check()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(scene.update.state()).toMatchObject({ checking: true, waiting: false })
    scene.registration.install()
    expect(await answer).toBe('waiting')
    await vi.advanceTimersByTimeAsync(0)
    expect(scene.update.state()).toMatchObject({ checking: false, waiting: true })
  })

  it('hears of a version that the browser reports late', async () => {
    const scene = await open()
    const answer = scene.update.check()
    await vi.advanceTimersByTimeAsync(100)
    scene.registration.find()
    await vi.advanceTimersByTimeAsync(5000)
    expect(scene.update.state().checking).toBe(true)
    scene.registration.install()
    expect(await answer).toBe('waiting')
  })

  it('fails when a file of the new version cannot be stored, and the old one goes on', async () => {
    const scene = await open()
    scene.registration.onUpdate = () => void scene.registration.find()
    const answer = scene.update.check()
    await vi.advanceTimersByTimeAsync(0)
    scene.registration.fail()
    expect(await answer).toBe('failed')
    expect(scene.update.state()).toMatchObject({ offlineReady: true, waiting: false, lastError: 'pwa/install-failed' })
  })

  it('fails offline, or without the file on the host, and recovers', async () => {
    const scene = await open()
    scene.registration.onUpdate = () => Promise.reject(new TypeError('404'))
    expect(await checked(scene)).toBe('failed')
    expect(scene.update.state()).toMatchObject({ offlineReady: true, lastError: 'pwa/check-failed' })
    scene.registration.onUpdate = () => undefined
    expect(await checked(scene)).toBe('none')
    expect(scene.update.state().lastError).toBeUndefined()
  })

  it('is shared by callers at the same time', async () => {
    const scene = await open()
    const answers = Promise.all([scene.update.check(), scene.update.check()])
    await vi.advanceTimersByTimeAsync(1000)
    expect(await answers).toEqual(['none', 'none'])
    expect(scene.registration.updates).toBe(1)
  })

  it('runs by itself when the page comes into view six hours after the last one', async () => {
    const scene = await open()
    scene.time.ms = 6 * hourMs - 1
    scene.page.show()
    expect(scene.registration.updates).toBe(0)
    scene.time.ms = 6 * hourMs
    scene.page.show()
    await vi.advanceTimersByTimeAsync(1000)
    scene.page.show()
    expect(scene.registration.updates).toBe(1)
  })
})

describe('apply', () => {
  it('reloads once, when the new version has taken control', async () => {
    const scene = await open()
    scene.registration.install()
    expect(scene.update.state().waiting).toBe(true)
    expect(scene.workbox.skips).toBe(0)
    scene.update.apply()
    expect(scene.workbox.skips).toBe(1)
    expect(scene.page.reloads).toBe(0)
    scene.registration.activate()
    scene.page.control(scene.registration.active)
    scene.page.control(scene.registration.active)
    expect(scene.page.reloads).toBe(1)
  })

  it('does nothing without a waiting version', async () => {
    const scene = await open()
    scene.update.apply()
    expect(scene.workbox.skips).toBe(0)
    expect(scene.update.state().held).toBe(false)
  })

  it('finds a version that was waiting before the page came', async () => {
    const registration = FakeRegistration.installed()
    registration.install()
    const scene = await open(registration)
    expect(scene.update.state().waiting).toBe(true)
    scene.update.apply()
    expect(scene.workbox.skips).toBe(1)
  })

  it('reloads a page that no worker controls when the version is in use', async () => {
    const registration = FakeRegistration.installed()
    registration.install()
    const scene = await open(registration, new FakePage(null))
    scene.update.apply()
    expect(scene.page.reloads).toBe(0)
    scene.registration.activate()
    expect(scene.page.reloads).toBe(1)
  })

  it('is held back by unsaved work until its guard goes', async () => {
    const scene = await open()
    scene.registration.install()
    const release = scene.update.guard(() => true)
    scene.update.apply()
    expect(scene.workbox.skips).toBe(0)
    expect(scene.update.state()).toMatchObject({ held: true, waiting: true })
    release()
    expect(scene.workbox.skips).toBe(1)
    expect(scene.update.state().held).toBe(false)
  })

  it('is not held back by a form without changes, and waits for the last of several', async () => {
    const scene = await open()
    scene.registration.install()
    scene.update.guard(() => false)
    const releases = [scene.update.guard(() => true), scene.update.guard(() => true)]
    scene.update.apply()
    releases[0]?.()
    expect(scene.workbox.skips).toBe(0)
    releases[1]?.()
    releases[1]?.()
    expect(scene.workbox.skips).toBe(1)
  })
})

describe('an update that another tab applies', () => {
  it('reloads a page with nothing to lose', async () => {
    const scene = await open()
    scene.registration.install()
    scene.registration.activate()
    scene.page.control(scene.registration.active)
    expect(scene.page.reloads).toBe(1)
  })

  it('does not take a worker that was cleared away for a new version, nor the first that comes after it', async () => {
    const { update, page } = await open()
    page.control(null)
    expect([page.reloads, update.state().waiting, update.state().controlled]).toEqual([0, false, false])
    page.control('new')
    expect([page.reloads, update.state().waiting, update.state().controlled]).toEqual([0, false, true])
  })

  it('is shown to a page with unsaved work, which restarts when it is asked and may', async () => {
    const scene = await open()
    let unsaved = true
    scene.update.guard(() => unsaved)
    scene.registration.install()
    scene.registration.activate()
    scene.page.control(scene.registration.active)
    expect(scene.page.reloads).toBe(0)
    expect(scene.update.state()).toMatchObject({ waiting: true, held: false })
    unsaved = false
    scene.update.apply()
    expect(scene.page.reloads).toBe(1)
  })

  it('does not reload a form that was just closed without anybody asking', async () => {
    const scene = await open()
    const release = scene.update.guard(() => true)
    scene.registration.install()
    scene.registration.activate()
    scene.page.control(scene.registration.active)
    release()
    expect(scene.page.reloads).toBe(0)
    expect(scene.update.state().waiting).toBe(true)
  })
})

describe('following', () => {
  it('ends with the function that start returned', async () => {
    const scene = await open()
    scene.stop()
    scene.page.control({})
    scene.time.ms = 7 * hourMs
    scene.page.show()
    expect(scene.page.reloads).toBe(0)
    expect(scene.registration.updates).toBe(0)
  })

  it('tells listeners of changes until they leave', async () => {
    const scene = await open()
    const listener = vi.fn()
    const leave = scene.update.subscribe(listener)
    scene.registration.install()
    expect(listener).toHaveBeenCalled()
    listener.mockClear()
    leave()
    scene.registration.activate()
    expect(listener).not.toHaveBeenCalled()
  })

  it('sees a second update after a first one that failed', async () => {
    const scene = await open()
    scene.registration.find()
    scene.registration.fail()
    expect(scene.update.state().lastError).toBe('pwa/install-failed')
    scene.registration.find()
    scene.registration.install()
    expect(scene.update.state()).toMatchObject({ waiting: true })
    expect(scene.update.state().lastError).toBeUndefined()
  })
})
