import { createSignal, lazy, Show, Suspense, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Switch } from '../../components/choice.tsx'
import { keyCareText } from '../../messages/key-care.ts'
import { settingsText } from '../../messages/settings.ts'
import { createMedia } from '../../primitives/media.ts'
import type { VaultSettings } from '../../../vault/index.ts'
import { useWorkspace } from '../../workspace.tsx'
import { ReadOnlyTip } from './read-only-tip.tsx'
import { RecoveryCodeRow } from './recovery-code-row.tsx'
import styles from './sections.module.css'
import { SelectRow, SettingRow, SettingsGroup } from './settings-group.tsx'

const ChangePassphraseDialog = lazy(async () => ({
  default: (await import('./change-passphrase-dialog.tsx')).ChangePassphraseDialog,
}))
const TestPassphraseDialog = lazy(async () => ({
  default: (await import('./test-passphrase-dialog.tsx')).TestPassphraseDialog,
}))
const KeyStrengthGroup = lazy(async () => ({ default: (await import('./key-strength-row.tsx')).KeyStrengthGroup }))
// Where it does not load, the other ways in remain as they are.
const PasskeyRows = lazy(async () => ({
  default: await import('./passkeys/passkey-rows.tsx').then(
    ({ PasskeyRows: Rows }) => Rows,
    () => () => undefined,
  ),
}))
const EraseDialog = lazy(async () => ({ default: (await import('../unlock/erase-dialog.tsx')).EraseDialog }))

const minuteMs = 60_000
const lockAfterChoices = [1, 5, 15, 60].map((minutes) => minutes * minuteMs)
const clearAfterChoices = [15_000, 30_000, minuteMs, 2 * minuteMs]

interface SectionProps {
  readonly save: (change: Partial<VaultSettings>) => void
}

/** When the vault locks, what stays on the clipboard, the ways to unlock, and the end of it all. */
export function SecuritySection(props: SectionProps): JSX.Element {
  return (
    <div class={styles['groups']}>
      <ReadOnlyTip />
      <Locking save={props.save} />
      <Clipboard save={props.save} />
      <PassphraseAndErase />
    </div>
  )
}

function Locking(props: SectionProps): JSX.Element {
  const workspace = useWorkspace()
  const text = () => settingsText().security
  const touch = createMedia('(pointer: coarse)')
  return (
    <SettingsGroup title={text().locking} disabled={workspace.readOnly()}>
      <DurationRow
        label={text().lockAfter}
        help={text().lockAfterHelp}
        choices={lockAfterChoices}
        ms={workspace.settings().lockAfterMs}
        onChange={(lockAfterMs) => props.save({ lockAfterMs })}
      />
      <Switch
        label={text().lockWhenHidden}
        help={text().lockWhenHiddenHelp}
        checked={workspace.settings().lockWhenHidden}
        onChange={(lockWhenHidden) => props.save({ lockWhenHidden })}
      />
      <SettingRow label={text().systemLock} help={touch() ? text().systemLockPhone : text().systemLockComputer} />
      <Switch
        label={text().hideCodes}
        help={text().hideCodesHelp}
        checked={workspace.settings().hideCodes}
        onChange={(hideCodes) => props.save({ hideCodes })}
      />
    </SettingsGroup>
  )
}

function Clipboard(props: SectionProps): JSX.Element {
  const workspace = useWorkspace()
  const text = () => settingsText().security
  return (
    <SettingsGroup title={text().clipboard} note={text().clipboardNote} disabled={workspace.readOnly()}>
      <DurationRow
        label={text().clearClipboard}
        help={text().clearClipboardHelp}
        choices={clearAfterChoices}
        ms={workspace.settings().clearClipboardAfterMs}
        onChange={(clearClipboardAfterMs) => props.save({ clearClipboardAfterMs })}
      />
    </SettingsGroup>
  )
}

interface DurationProps {
  readonly label: string
  readonly help: string
  /** ms, shortest first; what is set joins them when it is none of these. */
  readonly choices: readonly number[]
  /** `null`: never. */
  readonly ms: number | null
  readonly onChange: (ms: number | null) => void
}

function DurationRow(props: DurationProps): JSX.Element {
  const options = () => {
    const text = settingsText().security
    const all = new Set([...props.choices, ...(props.ms === null ? [] : [props.ms])])
    const durations = [...all].sort((a, b) => a - b).map((value) => ({ value, label: text.duration(value) }))
    return [...durations, { value: 0, label: text.never }]
  }
  return (
    <SelectRow
      label={props.label}
      help={props.help}
      options={options()}
      value={props.ms ?? 0}
      onChange={(ms) => props.onChange(ms === 0 ? null : ms)}
    />
  )
}

function PassphraseAndErase(): JSX.Element {
  const workspace = useWorkspace()
  const [open, setOpen] = createSignal<'change' | 'test' | 'erase'>()
  const text = () => settingsText().security
  const close = (): void => {
    setOpen(undefined)
  }
  const changed = (): string | undefined => {
    const { passphraseChangedAt: at } = workspace.settings()
    return at === null ? undefined : keyCareText().changed(at)
  }
  return (
    <>
      <SettingsGroup title={text().ways}>
        <SettingRow label={text().passphrase} help={changed() ?? text().passphraseHelp}>
          <Button size="small" look="quiet" disabled={workspace.readOnly()} onClick={() => setOpen('change')}>
            {text().change}
          </Button>
        </SettingRow>
        <SettingRow label={text().stillKnown} help={text().stillKnownHelp}>
          <Button size="small" look="quiet" onClick={() => setOpen('test')}>
            {text().test}
          </Button>
        </SettingRow>
        <Suspense>
          <PasskeyRows />
        </Suspense>
        <RecoveryCodeRow />
      </SettingsGroup>
      <Suspense>
        <KeyStrengthGroup />
      </Suspense>
      <SettingsGroup title={text().danger}>
        <SettingRow label={text().erase} help={text().eraseHelp}>
          <Button size="small" look="dangerLine" onClick={() => setOpen('erase')}>
            {text().eraseButton}
          </Button>
        </SettingRow>
      </SettingsGroup>
      <Suspense>
        <Show when={open() === 'change'}>
          <ChangePassphraseDialog onClose={close} />
        </Show>
        <Show when={open() === 'test'}>
          <TestPassphraseDialog onClose={close} />
        </Show>
        <Show when={open() === 'erase'}>
          <EraseDialog onClose={close} onErased={close} />
        </Show>
      </Suspense>
    </>
  )
}
