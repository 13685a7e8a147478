// @ts-check
// Functions that run inside a page. Each is sent there as text, so it stands alone.

/**
 * How long opening a vault took, ms, each to the end of the first frame that shows codes.
 *
 * @typedef {object} Opening
 * @property {number} total From sending the form.
 * @property {number} list From the last answer of the cryptography, that is, from when everything is read and opened.
 */

/** Puts a stand-in for the worker of the slow hash in place: it answers 32 times 7 to everything, at once. */
export function answerKdfAtOnce() {
  /** @type {((event: { data: unknown }) => void)[]} */
  const listeners = []
  const stub = class {
    /**
     * @param {string} type
     * @param {(event: { data: unknown }) => void} listener
     */
    addEventListener(type, listener) {
      if (type === 'message') listeners.push(listener)
    }
    postMessage() {
      const told = listeners.splice(0)
      queueMicrotask(() => told.forEach((tell) => tell({ data: { hash: new Uint8Array(32).fill(7) } })))
    }
    terminate() {}
  }
  Object.defineProperty(window, 'Worker', { value: stub })
}

/** Notes each timer that rings, with the time that its callback took, as `benchTimers`. */
export function noteTimers() {
  /** @type {{ at: number, ms: number }[]} */
  const rung = []
  const { setTimeout } = window
  Object.assign(window, {
    benchTimers: rung,
    setTimeout: (/** @type {() => void} */ callback, /** @type {number | undefined} */ delay) =>
      setTimeout(() => {
        const at = performance.now()
        callback()
        rung.push({ at, ms: performance.now() - at })
      }, delay),
  })
}

/** Lets the wall clock be set forward: `benchClock.ahead` is added to it, ms. */
export function bendClock() {
  const { now } = Date
  const clock = { ahead: 0 }
  Object.assign(window, { benchClock: clock })
  Date.now = () => now() + clock.ahead
}

/** Notes when a passphrase can first be typed, in ms since the navigation began, as `benchReadyAt`. */
export function noteReady() {
  const look = () => {
    const field = document.querySelector('input[autocomplete$=password]')
    if (field === null || 'benchReadyAt' in window) return
    observer.disconnect()
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => Object.assign(window, { benchReadyAt: performance.now() })
      port2.postMessage(undefined)
    })
  }
  const observer = new MutationObserver(look)
  observer.observe(document, { childList: true, subtree: true })
}

/** Resolves when the page has had nothing to do for a while. */
export async function settled() {
  for (let calm = 0; calm < 5;) {
    const left = await new Promise((resolve) => {
      requestIdleCallback((deadline) => resolve(deadline.timeRemaining()))
    })
    calm = left > 5 ? calm + 1 : 0
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Sends the form of the lock screen. @returns {Promise<Opening>} */
export function openedList() {
  const { verify } = SubtleCrypto.prototype
  let verifiedAt = 0
  SubtleCrypto.prototype.verify = async function (...args) {
    const answer = await verify.apply(this, args)
    verifiedAt ||= performance.now()
    return answer
  }
  return new Promise((resolve) => {
    const startedAt = performance.now()
    const observer = new MutationObserver(() => {
      if (document.querySelector('[data-part=code]') === null) return
      observer.disconnect()
      SubtleCrypto.prototype.verify = verify
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          const now = performance.now()
          resolve({ total: now - startedAt, list: now - verifiedAt })
        }
        port2.postMessage(undefined)
      })
    })
    observer.observe(document.body, { childList: true, subtree: true })
    document.querySelector('form')?.requestSubmit()
  })
}

/**
 * Scrolls the list down.
 *
 * @param {{ step: number, count: number }} options CSS px a frame, and how many frames.
 * @returns {Promise<{ frames: number[], blank: number }>} The length of each frame, ms; and how many frames of a second
 *   pass had no row in the middle of the screen.
 */
export async function scrolledFrames({ step, count }) {
  const scroller = document.getElementById('main')
  if (scroller === null) throw new Error('there is nothing to scroll')
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const frames = []
  let last = await frame()
  for (let index = 0; index < count; index++) {
    scroller.scrollTop += step
    const now = await frame()
    frames.push(now - last)
    last = now
  }
  let blank = 0
  scroller.scrollTop = 0
  for (let index = 0; index < count; index++) {
    await frame()
    scroller.scrollTop += step
    await frame()
    const box = scroller.getBoundingClientRect()
    const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    // The gap between two rows belongs to the list.
    if (middle?.closest('li, ul') === null) blank++
  }
  scroller.scrollTop = 0
  return { frames, blank }
}

/**
 * Types into the search field.
 *
 * @param {readonly string[]} texts What the field holds, keystroke after keystroke.
 * @returns {Promise<number[]>} ms for each, until the page is laid out again.
 */
export async function searchedTimes(texts) {
  const field = document.querySelector('input[type=search]')
  if (!(field instanceof HTMLInputElement)) throw new Error('there is no search')
  const times = []
  for (const text of texts) {
    await new Promise((resolve) => setTimeout(resolve, 60))
    const startedAt = performance.now()
    field.value = text
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    document.body.getBoundingClientRect()
    times.push(performance.now() - startedAt)
  }
  return times
}

/**
 * Sets the clock so that the next tick is that of new codes, several times.
 *
 * @param {number} rounds
 * @returns {Promise<number[]>} ms of script at each.
 */
export async function boundaryTimes(rounds) {
  const { benchClock, benchTimers } =
    /** @type {{ benchClock: { ahead: number }, benchTimers: { at: number, ms: number }[] }} */ (
      /** @type {unknown} */ (window)
    )
  const code = () => document.querySelector('[data-part=code]')?.textContent
  const times = []
  for (let round = 0; round < rounds; round++) {
    benchTimers.length = 0
    const before = code()
    // Whole seconds, so that the tick that is waited for comes when it would have come.
    benchClock.ahead += 30_000 - ((Math.ceil(Date.now() / 1000) * 1000) % 30_000)
    while (code() === before) await new Promise((resolve) => requestAnimationFrame(resolve))
    await new Promise((resolve) => requestAnimationFrame(resolve))
    times.push(Math.max(...benchTimers.map(({ ms }) => ms)))
  }
  return times
}

/** Makes the page think that it is hidden, and tells it. */
export function hidePage() {
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
  Object.defineProperty(document, 'hidden', { value: true, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}
