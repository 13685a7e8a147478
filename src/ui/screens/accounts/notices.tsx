import {
  createEffect,
  createMemo,
  createSignal,
  For,
  onCleanup,
  onMount,
  Show,
  type Accessor,
  type JSX,
} from 'solid-js'
import type { AppUpdate } from '../../../pwa/index.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { closeIcon, databaseIcon, offlineIcon, refreshIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { noticesText } from '../../messages/notices.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import styles from './notices.module.css'

interface Notice {
  readonly name: 'storage' | 'update' | 'offline'
  readonly kind: 'danger' | 'time' | 'plain' | 'info'
  readonly icon: string
  readonly title: string
  readonly text: string
  readonly actions: readonly { readonly label: string; readonly run: () => void }[]
  readonly dismissLabel: string
  /** How long a dismissal holds, ms; `null`: until this state comes up anew. */
  readonly dismissMs: number | null
}

const dayMs = 24 * 60 * 60_000

/** One notice at a time, the most urgent first. A dismissed one makes room for the next. */
export function Notices(props: { readonly update: AppUpdate }): JSX.Element {
  const workspace = useWorkspace()
  const { clock } = useServices()
  const storageAtRisk = createStorageRisk(() => workspace.accounts().length > 0)
  const offline = createOffline()
  const updateWaiting = createUpdateWaiting(props.update)
  // For this visit only: what is not worth keeping, and what a vault that may not be written cannot keep.
  const [dismissedNow, setDismissedNow] = createSignal<ReadonlySet<Notice['name']>>(new Set())
  createEffect(() => {
    if (!offline()) setDismissedNow((before) => new Set([...before].filter((name) => name !== 'offline')))
  })

  const candidates = createMemo((): readonly Notice[] => {
    const notices: Notice[] = []
    if (storageAtRisk.atRisk()) notices.push(storageNotice(storageAtRisk.keep))
    if (updateWaiting()) notices.push(updateNotice(() => props.update.apply()))
    if (offline()) notices.push(offlineNotice())
    return notices.filter(({ name }) => !dismissedNow().has(name))
  })
  const current = createMemo(() =>
    candidates().find((notice) => (workspace.settings().dismissedUntil[notice.name] ?? 0) <= clock.now()),
  )
  const dismiss = (notice: Notice): void => {
    if (notice.dismissMs === null || workspace.readOnly()) {
      setDismissedNow((before) => new Set(before).add(notice.name))
      return
    }
    workspace.changeSettings({
      dismissedUntil: {
        ...workspace.settings().dismissedUntil,
        [notice.name]: clock.now() + notice.dismissMs,
      },
    })
  }

  return (
    <section class={styles['notices']} aria-label={noticesText().region}>
      <Show when={current()} keyed>
        {(notice) => (
          <div class={styles['notice']} data-kind={notice.kind} role={notice.kind === 'danger' ? 'alert' : 'status'}>
            <span class={styles['icon']}>
              <Icon path={notice.icon} size={20} />
            </span>
            <p class={styles['text']}>
              <strong>{notice.title}</strong> <span>{notice.text}</span>
            </p>
            <span class={styles['actions']}>
              <For each={notice.actions}>
                {(action) => (
                  <Button look="ghost" onClick={() => action.run()}>
                    {action.label}
                  </Button>
                )}
              </For>
            </span>
            <IconButton icon={closeIcon} label={notice.dismissLabel} onClick={() => dismiss(notice)} />
          </div>
        )}
      </Show>
    </section>
  )
}

function storageNotice(keep: () => void): Notice {
  return {
    name: 'storage',
    kind: 'danger',
    icon: databaseIcon,
    title: noticesText().storageTitle,
    text: noticesText().storageText,
    actions: [{ label: noticesText().keepMyData, run: keep }],
    dismissLabel: noticesText().dismissStorage,
    dismissMs: dayMs,
  }
}

function updateNotice(apply: () => void): Notice {
  return {
    name: 'update',
    kind: 'plain',
    icon: refreshIcon,
    title: noticesText().updateTitle,
    text: noticesText().updateText,
    actions: [{ label: noticesText().restartNow, run: apply }],
    dismissLabel: noticesText().dismissUpdate,
    dismissMs: 7 * dayMs,
  }
}

function offlineNotice(): Notice {
  return {
    name: 'offline',
    kind: 'info',
    icon: offlineIcon,
    title: noticesText().offlineTitle,
    text: noticesText().offlineText,
    actions: [],
    dismissLabel: noticesText().dismissOffline,
    dismissMs: null,
  }
}

/** Whether the browser may clear the vault by itself. Asking it not to happens from a click, and is never waited for. */
function createStorageRisk(matters: Accessor<boolean>): {
  readonly atRisk: Accessor<boolean>
  readonly keep: () => void
} {
  const workspace = useWorkspace()
  const { storage } = useServices()
  const [persisted, setPersisted] = createSignal<boolean | 'unknown'>('unknown')
  const refresh = (): void => {
    void storage.persisted().then(setPersisted)
  }
  onMount(refresh)
  return {
    atRisk: () => matters() && persisted() === false,
    keep() {
      void storage.persist().then((granted) => {
        refresh()
        workspace.toasts.show({
          text: granted === true ? noticesText().storageKept : noticesText().storageRefused,
          stayMs: 8000,
        })
      })
    },
  }
}

function createOffline(): Accessor<boolean> {
  const [offline, setOffline] = createSignal(!navigator.onLine)
  const update = (): void => {
    setOffline(!navigator.onLine)
  }
  window.addEventListener('online', update)
  window.addEventListener('offline', update)
  onCleanup(() => {
    window.removeEventListener('online', update)
    window.removeEventListener('offline', update)
  })
  return offline
}

function createUpdateWaiting(update: AppUpdate): Accessor<boolean> {
  const [waiting, setWaiting] = createSignal(update.state().waiting)
  onCleanup(update.subscribe(() => setWaiting(update.state().waiting)))
  return waiting
}
