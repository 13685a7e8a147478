import { createSignal, createUniqueId, For, Index, onCleanup, Show, untrack, type JSX } from 'solid-js'
import { AccountLines } from '../../components/account-lines.tsx'
import { Button } from '../../components/button.tsx'
import { CodeText } from '../../components/code-text.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { DiscardDialog } from '../../components/discard-dialog.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { cameraIcon, checkIcon, infoIcon, warningIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { Tile } from '../../components/tile.tsx'
import { Tip } from '../../components/tip.tsx'
import { accountFormText } from '../../messages/account-form.ts'
import { accountName } from '../../messages/accounts.ts'
import { errorText } from '../../messages/errors.ts'
import { scanText } from '../../messages/scan.ts'
import { useWorkspace } from '../../workspace.tsx'
import { usePreviewCode } from './code-preview.tsx'
import type { FoundAccounts } from './read-found.ts'
import styles from './several-found.module.css'
import { standings, wanted, zeroSecrets, type DraftStanding, type FoundDraft } from './several-state.ts'
import { TransferLine } from './transfer-line.tsx'

interface SeveralFoundProps {
  readonly found: FoundAccounts
  /** What else was found, a sentence each. */
  readonly remarks: readonly string[]
  /** Why nothing could be read. */
  readonly failure?: string | undefined
  /** Goes on with the codes of a transfer. */
  readonly onScanNext: () => void
  readonly onClose: () => void
  /** Called once all that were ticked are on disk. */
  readonly onAdded: (ids: readonly string[]) => void
}

/** Several accounts at once: which of them are wanted, and what could not be read. All that are ticked are added, or none. */
export function SeveralFound(props: SeveralFoundProps): JSX.Element {
  const workspace = useWorkspace()
  const { drafts, unreadable, transfer } = untrack(() => props.found)
  const found = standings(drafts, workspace.vault)
  const atFirst = wanted(found)
  const [ticked, setTicked] = createSignal(atFirst)
  const [busy, setBusy] = createSignal(false)
  const [failed, setFailed] = createSignal(untrack(() => props.failure))
  const [asking, setAsking] = createSignal(false)
  let isOver = false
  // Never under a vault that is still writing them: it takes copies in its own time.
  const zeroWhenOver = (): void => {
    if (isOver && !untrack(busy)) zeroSecrets(drafts)
  }
  onCleanup(() => {
    isOver = true
    zeroWhenOver()
  })

  const chosen = (): FoundDraft[] => found.filter((_, index) => ticked()[index])
  const close = (): void => {
    if (busy()) return
    if (ticked().some((is, index) => is !== atFirst[index])) setAsking(true)
    else props.onClose()
  }
  const add = async (): Promise<void> => {
    setBusy(true)
    setFailed(undefined)
    try {
      const ids = await workspace.vault.add(chosen().map(({ draft }) => draft))
      workspace.toasts.show({ text: accountFormText().several.added(ids.length), icon: checkIcon })
      props.onAdded(ids)
    } catch (error) {
      setFailed(errorText(error))
    } finally {
      setBusy(false)
      zeroWhenOver()
    }
  }

  return (
    <>
      <Dialog
        wide
        title={accountFormText().several.title(found.length)}
        note={counts(found, unreadable.length)}
        onClose={close}
        foot={
          <>
            <Button onClick={() => setTicked(found.map(() => true))} disabled={chosen().length === found.length}>
              {accountFormText().several.selectAll}
            </Button>
            <Button
              look="primary"
              disabled={busy() || chosen().length === 0}
              aria-busy={busy()}
              onClick={() => void add()}
            >
              {busy() ? accountFormText().saving : accountFormText().several.add(chosen().length)}
            </Button>
          </>
        }
      >
        <FormAlert text={failed()} />
        <Show when={transfer && transfer.missing.length > 0 ? transfer : undefined}>
          {(progress) => (
            <TransferLine progress={progress()}>
              <Button size="small" look="quiet" icon={cameraIcon} onClick={() => props.onScanNext()}>
                {scanText().transfer.next}
              </Button>
            </TransferLine>
          )}
        </Show>
        <ul class={styles['list']} role="list" aria-label={accountFormText().several.list}>
          <Index each={found}>
            {(row, index) => (
              <FoundRow
                found={row()}
                ticked={ticked()[index] ?? false}
                onTick={(is) => setTicked((all) => all.with(index, is))}
              />
            )}
          </Index>
          <For each={unreadable}>{(entry) => <UnreadableRow entry={entry} />}</For>
        </ul>
        <For each={props.remarks}>{(remark) => <Tip icon={infoIcon}>{remark}</Tip>}</For>
      </Dialog>
      <Show when={asking()}>
        <DiscardDialog onKeep={() => setAsking(false)} onDiscard={() => props.onClose()} />
      </Show>
    </>
  )
}

interface FoundRowProps {
  readonly found: FoundDraft
  readonly ticked: boolean
  readonly onTick: (ticked: boolean) => void
}

function FoundRow(props: FoundRowProps): JSX.Element {
  const badgeId = createUniqueId()
  const draft = () => props.found.draft
  const code = usePreviewCode(() => (draft().type === 'motp' || draft().type === 'yandex' ? undefined : draft()))
  const name = (): string => accountName(draft()) || accountFormText().several.nameless
  return (
    <li class={styles['row']} data-off={props.found.standing === 'new' ? undefined : ''}>
      <input
        type="checkbox"
        aria-label={name()}
        aria-describedby={badgeId}
        checked={props.ticked}
        onChange={(event) => props.onTick(event.currentTarget.checked)}
      />
      <span class={styles['box']} aria-hidden="true">
        <Icon path={checkIcon} size={18} />
      </span>
      <Tile class={styles['tile'] ?? ''} issuer={draft().issuer} account={draft().account} />
      <AccountLines issuer={draft().issuer} account={draft().account} nameless={accountFormText().several.nameless} />
      <span id={badgeId} class={styles['badge']} data-standing={props.found.standing}>
        {standingWord(props.found.standing)}
      </span>
      <span class={styles['code']}>
        <Show when={code()}>{(shown) => <CodeText code={shown()} part="code" />}</Show>
      </span>
    </li>
  )
}

function UnreadableRow(props: { readonly entry: FoundAccounts['unreadable'][number] }): JSX.Element {
  return (
    <li class={styles['row']} data-unreadable="">
      <Icon path={warningIcon} size={20} />
      <span class={styles['who']}>
        <span class={styles['issuer']}>{props.entry.label || accountFormText().several.nameless}</span>
        <span class={styles['reason']}>{reasonText(props.entry.code)}</span>
      </span>
      <span class={styles['badge']} data-standing="unreadable">
        {accountFormText().several.unreadable}
      </span>
    </li>
  )
}

function reasonText(code: FoundAccounts['unreadable'][number]['code']): string {
  // What only files of other apps know has one sentence here.
  const isOurs = code.startsWith('otp/')
  return isOurs ? errorText(Object.assign(new Error(code), { code })) : scanText().unreadable
}

function standingWord(standing: DraftStanding): string {
  const words = accountFormText().several
  return { new: words.isNew, twin: words.twin, repeated: words.repeated, conflict: words.conflict }[standing]
}

function counts(found: readonly FoundDraft[], unreadable: number): string {
  const count = (...of: DraftStanding[]): number => found.filter(({ standing }) => of.includes(standing)).length
  return accountFormText().several.counts(count('new'), count('twin', 'repeated'), count('conflict'), unreadable)
}
