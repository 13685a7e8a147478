import { createMemo, createUniqueId, For, Show, type JSX } from 'solid-js'
import { migrationLinks } from '../../../transfer/index.ts'
import { Button } from '../../components/button.tsx'
import { downloadIcon, fileIcon, fileLockIcon, printIcon, qrIcon, unlockIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { exportText } from '../../messages/export.ts'
import { importText } from '../../messages/import.ts'
import { shellText } from '../../messages/shell.ts'
import { useWorkspace } from '../../workspace.tsx'
import { TransferPage } from '../transfer/transfer-page.tsx'
import { transferPanelId, transferTabId } from '../transfer/transfer-tabs.tsx'
import type { ExportChoice } from './export-choice.ts'
import styles from './export-options.module.css'

/** What the person can ask for here. */
export type ExportWay = 'backup' | 'encrypted' | 'google' | 'sheet' | 'plain' | 'choose'

interface OptionsProps {
  readonly choice: ExportChoice
  readonly tabs: () => JSX.Element
  readonly takesFocus: boolean
  readonly onWay: (way: ExportWay) => void
  readonly onBack: () => void
}

/** The ways out, and which accounts take them. */
export function ExportOptions(props: OptionsProps): JSX.Element {
  const none = (): boolean => props.choice.accounts().length === 0
  const cards = () =>
    [
      {
        way: 'encrypted',
        icon: fileLockIcon,
        title: exportText().encrypted,
        help: exportText().encryptedHelp,
        open: false,
      },
      { way: 'google', icon: qrIcon, title: exportText().google, help: googleHelp(), open: true },
      { way: 'sheet', icon: printIcon, title: exportText().sheet, help: exportText().sheetHelp, open: true },
      { way: 'plain', icon: fileIcon, title: exportText().plain, help: exportText().plainHelp, open: true },
    ] as const
  const codes = createCodeCount(props.choice)
  const googleHelp = (): string => {
    const count = codes()
    if (count === undefined) return exportText().googleHelpMany
    return count === 0 && !none() ? exportText().googleHelpNone : exportText().googleHelp(count)
  }
  return (
    <TransferPage
      takesFocus={props.takesFocus}
      title={importText().heading}
      line={importText().line}
      backLabel={shellText().backToAccounts}
      onBack={() => props.onBack()}
      aside={props.tabs()}
    >
      <div class={styles['panel']} role="tabpanel" id={transferPanelId} aria-labelledby={transferTabId('export')}>
        <div class={styles['options']}>
          <BackupCard onWay={(way) => props.onWay(way)} />
          <For each={cards()}>
            {(card) => <WayCard {...card} disabled={none()} onClick={() => props.onWay(card.way)} />}
          </For>
        </div>
        <Which choice={props.choice} onChoose={() => props.onWay('choose')} />
      </div>
    </TransferPage>
  )
}

function BackupCard(props: { readonly onWay: (way: ExportWay) => void }): JSX.Element {
  const workspace = useWorkspace()
  const last = (): string => {
    const { lastBackup } = workspace.settings()
    return lastBackup ? exportText().lastMade(lastBackup.at, lastBackup.accounts) : exportText().never
  }
  return (
    <section class={styles['main']} aria-label={exportText().backupTitle}>
      <span class={styles['sign']}>
        <Icon path={fileLockIcon} size={20} />
      </span>
      <h2>{exportText().backupTitle}</h2>
      <p>
        {exportText().backupText} {last()}
      </p>
      <Button icon={downloadIcon} onClick={() => props.onWay('backup')}>
        {exportText().backUpNow}
      </Button>
    </section>
  )
}

interface CardProps {
  readonly icon: string
  readonly title: string
  readonly help: string
  /** Whoever gets what comes out can read it. */
  readonly open: boolean
  readonly disabled: boolean
  readonly onClick: () => void
}

function WayCard(props: CardProps): JSX.Element {
  const id = createUniqueId()
  return (
    <div class={styles['way']}>
      <span class={styles['sign']} data-tone={props.open ? 'care' : undefined}>
        <Icon path={props.icon} size={20} />
      </span>
      <button type="button" aria-describedby={id} disabled={props.disabled} onClick={() => props.onClick()}>
        {props.title}
      </button>
      <span id={id} class={styles['about']}>
        <span>{props.help}</span>
        <Show when={props.open}>
          <span class={styles['badge']}>
            <Icon path={unlockIcon} size={14} />
            {exportText().readable}
          </span>
        </Show>
      </span>
    </div>
  )
}

function Which(props: { readonly choice: ExportChoice; readonly onChoose: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const id = createUniqueId()
  const sentence = (): string => {
    const chosen = props.choice.chosen()
    const count = props.choice.accounts().length
    const all = workspace.accounts().length
    if (all === 0) return exportText().none
    if (chosen.kind === 'tag') return exportText().tagged(chosen.tag, count)
    return chosen.kind === 'all' ? exportText().all(count) : exportText().picked(count, all)
  }
  return (
    <section aria-labelledby={id}>
      <h2 id={id} class={styles['heading']}>
        {exportText().which}
      </h2>
      <div class={styles['which']}>
        <p>
          <strong dir="auto">{sentence()}</strong>
          <span>{exportText().whichHelp}</span>
        </p>
        <Button size="small" look="quiet" disabled={workspace.accounts().length === 0} onClick={() => props.onChoose()}>
          {exportText().chooseAccounts}
        </Button>
      </div>
    </section>
  )
}

/** Beyond this, counting codes would hold up the page. */
const countedUpTo = 500

/** How many QR codes Google Authenticator would have to scan; `undefined`: too many accounts to find out in passing. */
function createCodeCount(choice: ExportChoice): () => number | undefined {
  const workspace = useWorkspace()
  return createMemo(() => {
    const wanted = new Set(choice.accounts().map(({ id }) => id))
    if (wanted.size > countedUpTo) return undefined
    if (workspace.vault.status().name !== 'unlocked') return undefined
    const all = workspace.vault.accountsForBackup()
    try {
      const accounts = all.filter(({ id }) => wanted.has(id))
      return migrationLinks(accounts, (length) => new Uint8Array(length)).links.length
    } catch {
      // What is wrong with an account is told when it is to go out.
      return undefined
    } finally {
      for (const { secret } of all) secret.fill(0)
    }
  })
}
