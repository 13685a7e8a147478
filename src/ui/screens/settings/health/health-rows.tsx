import { createSignal, For, lazy, Match, Show, Suspense, Switch, type JSX } from 'solid-js'
import type { HealthFacts, HealthLine, HealthTopic } from '../../../../health/index.ts'
import { Button, TextLink } from '../../../components/button.tsx'
import {
  clockIcon,
  codeIcon,
  databaseIcon,
  fileLockIcon,
  folderIcon,
  globeIcon,
  offlineIcon,
  screenIcon,
  shieldCheckIcon,
} from '../../../components/icon-paths.ts'
import { Icon } from '../../../components/icon.tsx'
import { healthText } from '../../../messages/health.ts'
import { useServices } from '../../../services.tsx'
import { useWorkspace } from '../../../workspace.tsx'
import { SettingRow, SettingsGroup } from '../settings-group.tsx'
import { ClockActions, correctionHelp } from './clock-line.tsx'
import styles from './health.module.css'
import { stateSigns } from './state-sign.ts'

const BackUpDialog = lazy(async () => ({ default: (await import('../../backup/back-up-dialog.tsx')).BackUpDialog }))

const icons: Readonly<Record<HealthTopic, string>> = {
  offline: offlineIcon,
  storage: databaseIcon,
  space: folderIcon,
  app: screenIcon,
  backup: fileLockIcon,
  integrity: shieldCheckIcon,
  clock: clockIcon,
  version: codeIcon,
  address: globeIcon,
}

interface RowsProps {
  readonly facts: HealthFacts
  readonly lines: readonly HealthLine[]
  /** The browser has been asked to keep the data. */
  readonly onKept: () => void
  readonly onInstallWay: () => void
}

/** Line by line: how it stands, and what can be done about it. */
export function HealthRows(props: RowsProps): JSX.Element {
  const workspace = useWorkspace()
  const { install } = useServices()
  const helpOf = (topic: HealthTopic) => (topic === 'clock' ? correctionHelp(workspace) : undefined)
  const [backingUp, setBackingUp] = createSignal(false)
  const keep = createKeep(() => props.onKept())
  const installApp = async (): Promise<void> => {
    // Without an offer of the browser's there is still a way; its own menu knows it.
    if ((await install.install()) === 'unavailable') props.onInstallWay()
  }
  // By topic, so that a row and the focus in it stay while what it says changes.
  const topics = props.lines.map(({ topic }) => topic)
  const lineOf = (topic: HealthTopic): HealthLine | undefined => props.lines.find((line) => line.topic === topic)
  return (
    <>
      <SettingsGroup title={healthText().device}>
        <For each={topics}>
          {(topic) => (
            <Show when={lineOf(topic)}>
              {(line) => (
                <SettingRow
                  icon={icons[topic]}
                  label={healthText().topics[topic]}
                  help={helpOf(topic) ?? healthText().finding(line().finding, props.facts)}
                >
                  <span class={styles['end']}>
                    <StateBadge line={line()} />
                    <Switch>
                      <Match when={topic === 'clock'}>
                        <ClockActions />
                      </Match>
                      <Match when={line().action === 'keep'}>
                        <Button size="small" look="quiet" onClick={keep}>
                          {healthText().keep}
                        </Button>
                      </Match>
                      <Match when={line().action === 'install'}>
                        <Button size="small" look="quiet" onClick={() => void installApp()}>
                          {healthText().install}
                        </Button>
                      </Match>
                      <Match when={line().action === 'back-up'}>
                        <Button size="small" look="quiet" onClick={() => setBackingUp(true)}>
                          {healthText().backUp}
                        </Button>
                      </Match>
                      <Match when={line().action === 'accounts'}>
                        <TextLink href="#/">{healthText().accounts}</TextLink>
                      </Match>
                    </Switch>
                  </span>
                </SettingRow>
              )}
            </Show>
          )}
        </For>
      </SettingsGroup>
      <Suspense>
        <Show when={backingUp()}>
          <BackUpDialog onClose={() => setBackingUp(false)} />
        </Show>
      </Suspense>
    </>
  )
}

function StateBadge(props: { readonly line: HealthLine }): JSX.Element {
  return (
    <span class={styles['badge']} data-state={props.line.state}>
      <Icon path={stateSigns[props.line.state]} size={14} />
      {healthText().word(props.line.finding, props.line.state)}
    </span>
  )
}

/** Asking the browser to keep the data is never waited for: Firefox asks the person, who may leave it open. */
function createKeep(onKept: () => void): () => void {
  const workspace = useWorkspace()
  const { storage } = useServices()
  return () => {
    void storage.persist().then((granted) => {
      onKept()
      const text = granted === true ? healthText().kept : healthText().keepRefused
      workspace.toasts.show({ text, stayMs: 8000 })
    })
  }
}
