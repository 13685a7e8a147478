import { createSignal, For, lazy, onCleanup, Show, Suspense, type JSX } from 'solid-js'
import type { PasskeySupport } from '../../../../pwa/passkeys/index.ts'
import type { PasskeySlot } from '../../../../vault/index.ts'
import { Button, IconButton } from '../../../components/button.tsx'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { binIcon, fingerprintIcon } from '../../../components/icon-paths.ts'
import { passkeysText } from '../../../messages/passkeys.ts'
import { useServices } from '../../../services.tsx'
import { useWorkspace } from '../../../workspace.tsx'
import { SettingRow } from '../settings-group.tsx'

const AddPasskeyDialog = lazy(async () => ({ default: (await import('./add-passkey-dialog.tsx')).AddPasskeyDialog }))

/** The passkeys of the vault, each with a way to remove it, and a way to add one where this browser can. */
export function PasskeyRows(): JSX.Element {
  const { vault, readOnly } = useWorkspace()
  const passkeys = createPasskeyList()
  const [adding, setAdding] = createSignal(false)
  const [removing, setRemoving] = createSignal<PasskeySlot>()
  const support = createSupport()
  const remove = createRemoval()
  return (
    <>
      <For each={passkeys()}>
        {(passkey) => <PasskeyRow passkey={passkey} disabled={readOnly()} onRemove={() => setRemoving(passkey)} />}
      </For>
      <SettingRow label={passkeysText().row} help={helpFor(support())}>
        <Show when={support()?.possible}>
          <Button size="small" look="quiet" disabled={readOnly()} onClick={() => setAdding(true)}>
            {passkeysText().add}
          </Button>
        </Show>
      </SettingRow>
      <Show when={removing()} keyed>
        {(passkey) => (
          <ConfirmDialog
            title={passkeysText().removeTitle(nameOf(passkey))}
            text={passkeysText().removeText}
            confirm={passkeysText().remove}
            onConfirm={() => {
              setRemoving(undefined)
              void remove(passkey)
            }}
            onClose={() => setRemoving(undefined)}
          />
        )}
      </Show>
      <Suspense>
        <Show when={adding()}>
          <AddPasskeyDialog vault={vault} onClose={() => setAdding(false)} />
        </Show>
      </Suspense>
    </>
  )
}

interface RowProps {
  readonly passkey: PasskeySlot
  readonly disabled: boolean
  readonly onRemove: () => void
}

function PasskeyRow(props: RowProps): JSX.Element {
  const workspace = useWorkspace()
  const used = () => {
    const at = props.passkey.lastUsedAt
    return at === undefined ? undefined : { at, isToday: isSameDay(at, workspace.now()) }
  }
  return (
    <SettingRow
      icon={fingerprintIcon}
      label={nameOf(props.passkey)}
      help={passkeysText().facts(props.passkey.createdAt, used())}
    >
      <IconButton
        icon={binIcon}
        label={passkeysText().removeNamed(nameOf(props.passkey))}
        disabled={props.disabled}
        onClick={() => props.onRemove()}
      />
    </SettingRow>
  )
}

function nameOf({ name }: PasskeySlot): string {
  return name ?? passkeysText().nameless
}

function helpFor(support: PasskeySupport | undefined): string {
  if (support?.possible === false) return passkeysText().obstacle(support.why)
  return support?.onThisDevice === false ? passkeysText().rowElsewhere : passkeysText().rowHere
}

/** The list, read anew whenever the vault changes, here or in another tab. */
function createPasskeyList(): () => readonly PasskeySlot[] {
  const { vault, report } = useWorkspace()
  const [passkeys, setPasskeys] = createSignal<readonly PasskeySlot[]>([])
  const read = (): void => void vault.passkeys().then(setPasskeys, report)
  onCleanup(vault.subscribe(({ type }) => type === 'changed' && read()))
  read()
  return passkeys
}

function createSupport(): () => PasskeySupport | undefined {
  const { passkeys } = useServices()
  const [support, setSupport] = createSignal<PasskeySupport>()
  passkeys()
    .then((browser) => browser.support())
    // What does not load offers nothing.
    .then(setSupport, () => undefined)
  return support
}

function createRemoval(): (passkey: PasskeySlot) => Promise<void> {
  const { vault, toasts, report } = useWorkspace()
  const { passkeys } = useServices()
  return async ({ slotId, credentialId }) => {
    try {
      await vault.removePasskey(slotId)
      toasts.show({ text: passkeysText().removed })
    } catch (error) {
      report(error)
      return
    }
    // The browser's own list is its own affair: the vault no longer opens by it.
    const browser = await passkeys().catch(() => undefined)
    await browser?.forget(credentialId)
  }
}

/** Whether two Unix times in ms lie on one day of the person's calendar. */
function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}
