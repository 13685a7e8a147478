import { createEffect, createResource, createSignal, onCleanup, type Accessor } from 'solid-js'
import { makeAutoLock, type Vault } from '../../../vault/index.ts'
import { loadGlyphs } from '../../issuers/glyphs.ts'
import { useConsent } from './consent-parts.tsx'

/** Looks after the open vault as the app does: it has its colour, and locks by itself. For the owner's lifetime. */
export function createVaultCare(): {
  /** Seconds until the idle lock, once that is near. */
  readonly lockingIn: Accessor<number | undefined>
} {
  const { vault, status } = useConsent()
  const [opened] = createResource(() => vault)
  const [lockingIn, setLockingIn] = createSignal<number>()
  createEffect(() => {
    const open = opened.latest
    if (open === undefined || status().name !== 'unlocked') return
    showAccent(open)
    // Until they are there, and where they do not come, the tiles have letters.
    loadGlyphs().catch(() => undefined)
    lockWhenIdle(open, setLockingIn)
  })
  return { lockingIn }
}

function showAccent(vault: Vault): void {
  const root = document.documentElement
  const show = (): void => {
    root.dataset['accent'] = vault.settings().accent
  }
  show()
  onCleanup(vault.subscribe(({ type }) => type === 'changed' && show()))
  onCleanup(() => delete root.dataset['accent'])
}

function lockWhenIdle(vault: Vault, setLockingIn: (seconds: number | undefined) => void): void {
  const { clock } = useConsent()
  const autoLock = makeAutoLock({
    clock,
    page: document,
    view: window,
    limits: () => vault.settings(),
    onWarn: (msLeft) => setLockingIn(Math.ceil(msLeft / 1000)),
    onCalm: () => setLockingIn(undefined),
    onLock: (reason) => vault.lock(reason),
  })
  onCleanup(vault.subscribe(({ type }) => type === 'changed' && autoLock.look()))
  onCleanup(() => {
    autoLock.stop()
    setLockingIn(undefined)
  })
}
