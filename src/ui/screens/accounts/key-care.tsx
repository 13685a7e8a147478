import { createEffect, createMemo, createSignal, lazy, Show, Suspense, type JSX } from 'solid-js'
import type { VaultSettings } from '../../../vault/index.ts'
import { keyIcon } from '../../components/icon-paths.ts'
import { keyCareText } from '../../messages/key-care.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import { createPassphraseHash } from '../settings/passphrase-hash.ts'
import type { Notice } from './notice.ts'

const TestPassphraseDialog = lazy(async () => ({
  default: (await import('../settings/test-passphrase-dialog.tsx')).TestPassphraseDialog,
}))
const KeyStrengthDialog = lazy(async () => ({
  default: (await import('../settings/key-strength-dialog.tsx')).KeyStrengthDialog,
}))

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
/** How long the passphrase may go untyped before a notice says so, ms. */
const remindAfterMs = 30 * dayMs

/**
 * What is to be said of the passphrase: that it should be typed again, where a passkey does the unlocking, and that its
 * slot can be made stronger. Says it by notices, and shows the dialogs that they lead to.
 */
export function KeyCare(props: { readonly onNotices: (notices: readonly Notice[]) => void }): JSX.Element {
  const workspace = useWorkspace()
  const { clock } = useServices()
  const hash = createPassphraseHash(workspace)
  const hasPasskey = createHasPasskey()
  const [open, setOpen] = createSignal<'test' | 'strengthen'>()
  const close = (): void => {
    setOpen(undefined)
  }
  // Not each second: this is about days.
  const hour = createMemo(() => Math.floor(workspace.now() / hourMs))
  const isDue = createMemo(() => {
    hour()
    return hasPasskey() && isUntyped(workspace.settings(), clock.now())
  })
  const isOutdated = createMemo(() => hash()?.isBelowPolicy ?? false)
  createEffect(() => {
    const notices = workspace.readOnly()
      ? []
      : [
          ...(isDue() ? [reminder(() => setOpen('test'))] : []),
          ...(isOutdated() ? [outdated(() => setOpen('strengthen'))] : []),
        ]
    props.onNotices(notices)
  })
  return (
    <Suspense>
      <Show when={open() === 'test'}>
        <TestPassphraseDialog onClose={close} />
      </Show>
      <Show when={open() === 'strengthen' && hash()}>
        {(now) => <KeyStrengthDialog strength={workspace.settings().keyStrength} hash={now()} onClose={close} />}
      </Show>
    </Suspense>
  )
}

/** Whether it is long ago that the passphrase was typed. Where that is not known, it is not. */
function isUntyped({ passphraseTypedAt }: VaultSettings, now: number): boolean {
  return passphraseTypedAt !== null && now - passphraseTypedAt >= remindAfterMs
}

function createHasPasskey(): () => boolean {
  const { vault, settings } = useWorkspace()
  const [hasPasskey, setHasPasskey] = createSignal(false)
  createEffect(() => {
    // Their names are settings, so that each one that comes or goes changes these.
    settings()
    vault.passkeys().then(
      (passkeys) => setHasPasskey(passkeys.length > 0),
      () => undefined,
    )
  })
  return hasPasskey
}

function reminder(test: () => void): Notice {
  const text = keyCareText().reminder
  return {
    name: 'passphrase',
    kind: 'plain',
    icon: keyIcon,
    title: text.title,
    text: text.text,
    actions: [{ label: text.action, run: test }],
    dismissLabel: text.dismiss,
    dismissMs: 7 * dayMs,
  }
}

function outdated(strengthen: () => void): Notice {
  const text = keyCareText().outdatedNotice
  return {
    name: 'key-strength',
    kind: 'plain',
    icon: keyIcon,
    title: text.title,
    text: text.text,
    actions: [{ label: keyCareText().strengthen, run: strengthen }],
    dismissLabel: text.dismiss,
    dismissMs: 7 * dayMs,
  }
}
