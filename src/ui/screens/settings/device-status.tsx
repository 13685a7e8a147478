import { createSignal, onMount, Show, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { databaseIcon, globeIcon, lockIcon, offlineIcon, screenIcon } from '../../components/icon-paths.ts'
import { settingsText } from '../../messages/settings.ts'
import { createUpdateState } from '../../primitives/update-state.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import { ClockRow } from './clock-row.tsx'
import { SettingRow, SettingsGroup } from './settings-group.tsx'
import { Badge } from './status-badge.tsx'

/** What the browser lets the app do at this address, as far as it says. */
export function DeviceStatus(props: { readonly installed: boolean }): JSX.Element {
  const { update } = useServices()
  const state = createUpdateState(update)
  const text = () => settingsText().about
  const offlineHelp = (): string => {
    if (state().offlineReady) return text().offlineReady
    return state().lastError === 'pwa/unsupported' ? text().offlineNever : text().offlineNotYet
  }
  return (
    <SettingsGroup title={text().device}>
      <SettingRow icon={offlineIcon} label={text().offline} help={offlineHelp()}>
        <Show when={state().offlineReady}>
          <Badge text={text().badgeReady} />
        </Show>
      </SettingRow>
      <StorageRow />
      <ClockRow />
      <SettingRow icon={screenIcon} label={text().window} help={props.installed ? text().installed : text().inTab}>
        <Show when={props.installed}>
          <Badge text={text().badgeInstalled} />
        </Show>
      </SettingRow>
      <SettingRow
        icon={lockIcon}
        label={text().connection}
        help={window.isSecureContext ? text().secure : text().insecure}
      >
        <Show when={window.isSecureContext} fallback={<Badge bad text={text().badgeInsecure} />}>
          <Badge text={text().badgeSecure} />
        </Show>
      </SettingRow>
      <SettingRow icon={globeIcon} label={text().address} help={text().addressHelp(location.origin)} />
    </SettingsGroup>
  )
}

/** Asking the browser to keep the data is never waited for: Firefox asks the person, who may leave it open. */
function StorageRow(): JSX.Element {
  const workspace = useWorkspace()
  const { storage } = useServices()
  const [persisted, setPersisted] = createSignal<boolean | 'unknown'>('unknown')
  const [used, setUsed] = createSignal<number>()
  const text = () => settingsText().about
  const look = (): void => {
    void storage.persisted().then(setPersisted)
    void storage.estimate().then((estimate) => setUsed(estimate === 'unknown' ? undefined : estimate.usage))
  }
  onMount(look)
  const help = (): string => {
    const answer = persisted()
    const kept = answer === 'unknown' ? text().storageUnknown : answer ? text().storageKept : text().storageAtRisk
    const bytes = used()
    return bytes === undefined ? kept : `${kept} ${text().used(bytes)}`
  }
  const keep = (): void => {
    void storage.persist().then((granted) => {
      look()
      workspace.toasts.show({ text: granted === true ? text().kept : text().keepRefused, stayMs: 8000 })
    })
  }
  return (
    <SettingRow icon={databaseIcon} label={text().storage} help={help()}>
      <Show when={persisted() === false}>
        <Button size="small" look="quiet" onClick={keep}>
          {text().keep}
        </Button>
      </Show>
      <Show when={persisted() === true}>
        <Badge text={text().badgeKept} />
      </Show>
    </SettingRow>
  )
}
