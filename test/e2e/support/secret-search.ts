import type { Page } from '@playwright/test'

/** Every shape in which a text might lie somewhere by mistake: as it is, in other encodings, and inside other bytes. */
export function shapesOf(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  const base64 = [0, 1, 2].map((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
    // The first and the last characters depend on what is around.
    return shifted
      .slice(shift === 0 ? 0 : 4)
      .replace(/=*$/, '')
      .slice(0, -2)
  })
  const wide = Buffer.from(text, 'utf16le').toString('latin1')
  return [text, encodeURIComponent(text), wide, bytes.toString('hex'), ...base64].filter((shape) => shape.length >= 5)
}

/**
 * Everything that a page of this origin leaves in the browser, as text in which bytes are latin1: all databases with
 * keys and values, all caches with addresses and bodies, both storages, title, address and history state, and cookies.
 */
export async function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: string[] = []
    const latin1 = (bytes: Uint8Array) => {
      let text = ''
      for (const byte of bytes) text += String.fromCharCode(byte)
      return text
    }
    const dump = (value: unknown): void => {
      if (value instanceof ArrayBuffer) found.push(latin1(new Uint8Array(value)))
      else if (ArrayBuffer.isView(value)) {
        found.push(latin1(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)))
      } else if (typeof value === 'object' && value !== null) {
        found.push(Object.prototype.toString.call(value))
        for (const [name, member] of Object.entries(value)) {
          found.push(name)
          dump(member)
        }
      } else found.push(String(value))
    }
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('failed')))
      })
    for (const { name = '' } of await indexedDB.databases()) {
      found.push(name)
      const database = await answer(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store)
        found.push(store)
        dump(await answer(objects.getAllKeys()))
        dump(await answer(objects.getAll()))
      }
      database.close()
    }
    for (const name of await caches.keys()) {
      found.push(name)
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        found.push(request.url)
        const response = await cache.match(request)
        if (response) {
          found.push(...[...response.headers].flat())
          dump(await response.arrayBuffer())
        }
      }
    }
    for (const storage of [localStorage, sessionStorage]) dump(Object.fromEntries(Object.entries(storage)))
    found.push(document.title, location.href, JSON.stringify(history.state), document.cookie, document.referrer)
    return found.join('\n')
  })
}
