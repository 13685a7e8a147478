import type { Vault } from './vault.ts'

/** What {@link makeAutoJoin} watches. */
interface AutoJoinOptions {
  readonly vault: Pick<Vault, 'status' | 'subscribe' | 'join'>
  /** The document: only a page that somebody sees asks to be let in. */
  readonly page: EventTarget & { readonly visibilityState: string }
}

/**
 * Keeps a tab in step with the others: where it is locked and seen, it asks them to let it in: now, when it is shown,
 * when a vault appears, and when another tab says that it has been unlocked. Locking one locks all, so nobody answers a
 * tab that has just been locked. Where none answers, the passphrase does it.
 *
 * @returns The function that stops it.
 */
export function makeAutoJoin({ vault, page }: AutoJoinOptions): () => void {
  const ask = (): void => {
    if (page.visibilityState !== 'visible' || vault.status().name !== 'locked') return
    vault.join().catch(() => undefined)
  }
  page.addEventListener('visibilitychange', ask)
  const unsubscribe = vault.subscribe((event) => {
    const isNew = event.type === 'status' && event.status.name === 'locked' && event.status.reason === 'start'
    if (isNew || event.type === 'unlocked-elsewhere') ask()
  })
  ask()
  return () => {
    unsubscribe()
    page.removeEventListener('visibilitychange', ask)
  }
}
