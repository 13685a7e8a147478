import { createSignal, For, lazy, Show, Suspense, type Component, type JSX } from 'solid-js'
import type { StepResult } from '../../../health/index.ts'
import { chevronRightIcon, codeIcon, fileIcon, noteIcon, shieldCheckIcon } from '../../components/icon-paths.ts'
import { Dialog } from '../../components/dialog.tsx'
import { Icon } from '../../components/icon.tsx'
import { settingsText } from '../../messages/settings.ts'
import styles from './about-section.module.css'
import { SettingsGroup } from './settings-group.tsx'
import { UpdateBox } from './update-box.tsx'

// Both load when the page is opened. Offline, before the file was ever stored, they cannot be had.
const HealthGroups = lazy(async () => {
  try {
    return { default: (await import('./health/parts.ts')).HealthGroups }
  } catch {
    return { default: HealthMissing }
  }
})
const DiagnosticDialog = lazy(async () => {
  try {
    return { default: (await import('./health/parts.ts')).DiagnosticDialog }
  } catch {
    return { default: ReportMissing }
  }
})

interface DialogProps {
  /** Of the last self-test of this visit. */
  readonly selfTest: readonly StepResult[] | undefined
  readonly onClose: () => void
}

const dialogs = {
  install: lazy(async () => ({ default: (await import('./install-dialog.tsx')).InstallDialog })),
  licences: lazy(async () => ({ default: (await import('./licences-dialog.tsx')).LicencesDialog })),
  source: lazy(async () => ({ default: (await import('./source-dialog.tsx')).SourceDialog })),
  privacy: lazy(async () => ({ default: (await import('./privacy-dialog.tsx')).PrivacyDialog })),
  report: DiagnosticDialog,
} satisfies Record<string, Component<DialogProps>>

type DialogName = keyof typeof dialogs

/** What this is, what the browser lets it do here, and where it comes from. */
export function AboutSection(): JSX.Element {
  const [open, setOpen] = createSignal<DialogName>()
  const [selfTest, setSelfTest] = createSignal<readonly StepResult[]>()
  const close = (): void => {
    setOpen(undefined)
  }
  return (
    <div class={styles['groups']}>
      <UpdateBox />
      <Suspense fallback={<p role="status">{settingsText().about.healthLoading}</p>}>
        <HealthGroups selfTest={selfTest()} onSelfTest={setSelfTest} onInstallWay={() => setOpen('install')} />
      </Suspense>
      <More onOpen={setOpen} />
      <Suspense>
        <Show when={open()} keyed>
          {(name) => {
            const Shown = dialogs[name]
            return <Shown selfTest={selfTest()} onClose={close} />
          }}
        </Show>
      </Suspense>
    </div>
  )
}

function HealthMissing(): JSX.Element {
  return <p role="status">{settingsText().about.healthMissing}</p>
}

function ReportMissing(props: { readonly onClose: () => void }): JSX.Element {
  const text = () => settingsText().about
  return <Dialog title={text().report} text={text().healthMissing} onClose={() => props.onClose()} />
}

function More(props: { readonly onOpen: (dialog: DialogName) => void }): JSX.Element {
  const text = () => settingsText().about
  const rows = (): readonly { icon: string; label: string; opens: DialogName }[] => [
    { icon: fileIcon, label: text().licences, opens: 'licences' },
    { icon: codeIcon, label: text().source, opens: 'source' },
    { icon: shieldCheckIcon, label: text().privacy, opens: 'privacy' },
    { icon: noteIcon, label: text().report, opens: 'report' },
  ]
  return (
    <SettingsGroup title={text().more}>
      <For each={rows()}>
        {(row) => (
          <button type="button" class={styles['rowButton']} onClick={() => props.onOpen(row.opens)}>
            <Icon path={row.icon} />
            <span>{row.label}</span>
            <Icon path={chevronRightIcon} size={18} />
          </button>
        )}
      </For>
    </SettingsGroup>
  )
}
