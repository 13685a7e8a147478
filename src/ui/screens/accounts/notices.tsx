import {
  createEffect,
  createMemo,
  createSignal,
  For,
  lazy,
  onCleanup,
  onMount,
  Show,
  Suspense,
  type Accessor,
  type JSX,
} from 'solid-js'
import type { AppUpdate } from '../../../pwa/index.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { closeIcon, databaseIcon, offlineIcon, refreshIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { backupsText } from '../../messages/backups.ts'
import { noticesText } from '../../messages/notices.ts'
import { createUpdateState } from '../../primitives/update-state.ts'
import { whenIdle } from '../../primitives/when-idle.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import { createBackupNotice } from './backup-notice.ts'
import { createClockNotice } from './clock-notice.ts'
import type * as KeyCareCode from './key-care.tsx'
import type { Notice } from './notice.ts'
import styles from './notices.module.css'

const BackUpDialog = lazy(async () => ({ default: (await import('../backup/back-up-dialog.tsx')).BackUpDialog }))

const dayMs = 24 * 60 * 60_000

/** One notice at a time, the most urgent first. A dismissed one makes room for the next. */
export function Notices(props: { readonly update: AppUpdate }): JSX.Element {
  const workspace = useWorkspace()
  const { clock } = useServices()
  const storageAtRisk = createStorageRisk(() => workspace.settings().warnOfStorage && workspace.accounts().length > 0)
  const clockNotice = createClockNotice()
  const backupNotice = createBackupNotice()
  const [backingUp, setBackingUp] = createSignal(false)
  const backUp = (): void => {
    setBackingUp(true)
  }
  const keyCareCode = createKeyCareCode()
  const [keyNotices, setKeyNotices] = createSignal<readonly Notice[]>([])
  const offline = createOffline()
  const updateState = createUpdateState(props.update)
  const updateWaiting = createMemo(() => updateState().waiting)
  // For this visit only: what is not worth keeping, and what a vault that may not be written cannot keep.
  const [dismissedNow, setDismissedNow] = createSignal<ReadonlySet<Notice['name']>>(new Set())
  createEffect(() => {
    if (!offline()) setDismissedNow((before) => new Set([...before].filter((name) => name !== 'offline')))
  })

  const candidates = createMemo((): readonly Notice[] => {
    const notices: Notice[] = []
    if (storageAtRisk.atRisk()) notices.push(storageNotice(storageAtRisk.keep, backUp))
    notices.push(...clockNotice(), ...backupNotice(backUp), ...keyNotices())
    if (updateWaiting()) {
      notices.push(
        updateNotice(
          () => updateState().held,
          () => props.update.apply(),
        ),
      )
    }
    if (offline()) notices.push(offlineNotice())
    return notices.filter(({ name }) => !dismissedNow().has(name))
  })
  const current = createMemo(() =>
    candidates().find((notice) => !isDismissed(notice, workspace.settings().dismissedUntil, clock.now())),
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
    <>
      <section class={styles['notices']} aria-label={noticesText().region}>
        <Show when={current()} keyed>
          {(notice) => (
            <div class={styles['notice']} data-kind={notice.kind} role={isAlert(notice) ? 'alert' : 'status'}>
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
              <Show when={notice.dismissLabel}>
                {(label) => <IconButton icon={closeIcon} label={label()} onClick={() => dismiss(notice)} />}
              </Show>
            </div>
          )}
        </Show>
      </section>
      <Suspense>
        <Show when={backingUp()}>
          <BackUpDialog onClose={() => setBackingUp(false)} />
        </Show>
      </Suspense>
      <Show when={keyCareCode()} keyed>
        {(code) => <code.KeyCare onNotices={setKeyNotices} />}
      </Show>
    </>
  )
}

/** Comes when there is time for it: what it may say can wait. */
function createKeyCareCode(): Accessor<typeof KeyCareCode | undefined> {
  const [code, setCode] = createSignal<typeof KeyCareCode>()
  // Where it does not load, the next unlock tries again.
  onCleanup(whenIdle(() => void import('./key-care.tsx').then(setCode, () => undefined)))
  return code
}

/** A dismissal that would hold for far longer than it does was made by a clock that was far ahead. */
function isDismissed({ name, dismissMs }: Notice, until: Readonly<Record<string, number>>, now: number): boolean {
  const leftMs = (until[name] ?? 0) - now
  return leftMs > 0 && leftMs <= 2 * (dismissMs ?? 0)
}

function isAlert({ kind }: Notice): boolean {
  return kind === 'danger' || kind === 'time'
}

function storageNotice(keep: () => void, backUp: () => void): Notice {
  return {
    name: 'storage',
    kind: 'danger',
    icon: databaseIcon,
    title: noticesText().storageTitle,
    text: noticesText().storageText,
    actions: [
      { label: noticesText().keepMyData, run: keep },
      { label: backupsText().notice.backUpNow, run: backUp },
    ],
    dismissLabel: noticesText().dismissStorage,
    dismissMs: dayMs,
  }
}

function updateNotice(isHeld: Accessor<boolean>, apply: () => void): Notice {
  return {
    name: 'update',
    kind: 'plain',
    icon: refreshIcon,
    title: noticesText().updateTitle,
    // Read where it is drawn: the notice stays, and the focus with the button that was pressed.
    get text() {
      return isHeld() ? noticesText().updateHeld : noticesText().updateText
    },
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
