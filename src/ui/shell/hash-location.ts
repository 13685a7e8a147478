import { createSignal, onCleanup, type Accessor } from 'solid-js'

/** The place in the app, as the part of the address after `#/` tells it. It never reaches a server. */
export interface HashLocation {
  /** Parts of the path, decoded: `#/account/x` is `['account', 'x']`; the accounts are `[]`. */
  readonly parts: Accessor<readonly string[]>
  go(...parts: readonly string[]): void
  /** Says the same place in other words: asks nobody, and Back does not come by here again. */
  rename(...parts: readonly string[]): void
  /**
   * Asks before the place is left, by the app or by the browser's own buttons. Resolves to whether it may be. Returns
   * the function that takes the question away.
   */
  guard(mayLeave: () => Promise<boolean>): () => void
}

/** {@link HashLocation} of a window, for the owner's lifetime. */
export function createHashLocation(view: Window = window): HashLocation {
  const [hash, setHash] = createSignal(view.location.hash)
  const guards = new Set<() => Promise<boolean>>()

  const move = (to: string): void => {
    if (to !== view.location.hash) view.history.pushState(null, '', to)
    setHash(to)
  }
  const leave = async (to: string): Promise<void> => {
    for (const mayLeave of guards) if (!(await mayLeave())) return
    move(to)
  }
  const onHashChange = (): void => {
    const to = view.location.hash
    // What is no place comes from outside, and is taken out of the address by who it is for.
    if (to === hash() || (to !== '' && !to.startsWith('#/'))) return
    if (guards.size === 0) {
      setHash(to)
      return
    }
    // The browser has left already. Back to where the question is, until it is answered.
    view.history.pushState(null, '', hash())
    void leave(to)
  }
  view.addEventListener('hashchange', onHashChange)
  view.addEventListener('popstate', onHashChange)
  onCleanup(() => {
    view.removeEventListener('hashchange', onHashChange)
    view.removeEventListener('popstate', onHashChange)
  })

  const hashOf = (parts: readonly string[]): string => `#/${parts.map(encodeURIComponent).join('/')}`

  return {
    parts: () => readParts(hash()),
    go(...parts) {
      const to = hashOf(parts)
      // Who is there already leaves nothing behind.
      if (to === hash()) return
      if (guards.size === 0) move(to)
      else void leave(to)
    },
    rename(...parts) {
      view.history.replaceState(null, '', hashOf(parts))
      setHash(hashOf(parts))
    },
    guard(mayLeave) {
      guards.add(mayLeave)
      return () => guards.delete(mayLeave)
    },
  }
}

/** Anyone can write an address, so what cannot be decoded is no place of ours. */
function readParts(hash: string): readonly string[] {
  try {
    return hash
      .replace(/^#\/?/, '')
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent)
  } catch {
    return []
  }
}
