import { createSignal, For, lazy, onCleanup, Show, Suspense, type Accessor, type JSX } from 'solid-js'
import type { InstallPrompt } from '../../../pwa/index.ts'
import { chevronRightIcon, codeIcon, fileIcon, installIcon, shieldCheckIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { settingsText } from '../../messages/settings.ts'
import { useServices } from '../../services.tsx'
import styles from './about-section.module.css'
import { DeviceStatus } from './device-status.tsx'
import { SettingsGroup } from './settings-group.tsx'
import { UpdateBox } from './update-box.tsx'

const dialogs = {
  install: lazy(async () => ({ default: (await import('./install-dialog.tsx')).InstallDialog })),
  licences: lazy(async () => ({ default: (await import('./licences-dialog.tsx')).LicencesDialog })),
  source: lazy(async () => ({ default: (await import('./source-dialog.tsx')).SourceDialog })),
  privacy: lazy(async () => ({ default: (await import('./privacy-dialog.tsx')).PrivacyDialog })),
}

type DialogName = keyof typeof dialogs

/** What this is, what the browser lets it do here, and where it comes from. */
export function AboutSection(): JSX.Element {
  const { install } = useServices()
  const { installed } = createInstallState(install)
  return (
    <div class={styles['groups']}>
      <UpdateBox />
      <DeviceStatus installed={installed()} />
      <More installed={installed()} />
    </div>
  )
}

function More(props: { readonly installed: boolean }): JSX.Element {
  const { install } = useServices()
  const [open, setOpen] = createSignal<DialogName>()
  const text = () => settingsText().about
  const installApp = async (): Promise<void> => {
    // Without an offer of the browser's there is still a way; its own menu knows it.
    if ((await install.install()) === 'unavailable') setOpen('install')
  }
  const rows = (): readonly { icon: string; label: string; run: () => void }[] => [
    ...(props.installed ? [] : [{ icon: installIcon, label: text().install, run: () => void installApp() }]),
    { icon: fileIcon, label: text().licences, run: () => setOpen('licences') },
    { icon: codeIcon, label: text().source, run: () => setOpen('source') },
    { icon: shieldCheckIcon, label: text().privacy, run: () => setOpen('privacy') },
  ]
  return (
    <>
      <SettingsGroup title={text().more}>
        <For each={rows()}>
          {(row) => (
            <button type="button" class={styles['rowButton']} onClick={() => row.run()}>
              <Icon path={row.icon} />
              <span>{row.label}</span>
              <Icon path={chevronRightIcon} size={18} />
            </button>
          )}
        </For>
      </SettingsGroup>
      <Suspense>
        <Show when={open()} keyed>
          {(name) => {
            const Shown = dialogs[name]
            return <Shown onClose={() => setOpen(undefined)} />
          }}
        </Show>
      </Suspense>
    </>
  )
}

function createInstallState(install: InstallPrompt): { readonly installed: Accessor<boolean> } {
  const [installed, setInstalled] = createSignal(install.installed())
  onCleanup(install.subscribe(() => setInstalled(install.installed())))
  return { installed }
}
