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

/** Resolves when the page has had nothing to do for a while. */
export async function settled() {
  for (let calm = 0; calm < 5; ) {
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
