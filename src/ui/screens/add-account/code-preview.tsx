import { createMemo, Show, untrack, type Accessor, type JSX } from 'solid-js'
import type { AccountDraft } from '../../../account.ts'
import { periodOf, type OtpParameters } from '../../../otp/index.ts'
import { AccountLines } from '../../components/account-lines.tsx'
import { Button } from '../../components/button.tsx'
import { CodeText } from '../../components/code-text.tsx'
import { copyIcon } from '../../components/icon-paths.ts'
import { TickRail } from '../../components/tick-rail.tsx'
import { Tile } from '../../components/tile.tsx'
import { accountFormText } from '../../messages/account-form.ts'
import { accountsText } from '../../messages/accounts.ts'
import { useWorkspace } from '../../workspace.tsx'
import styles from './code-preview.module.css'

interface PreviewProps {
  readonly issuer: string
  readonly account: string
  /** Absent as long as no code can be computed. */
  readonly parameters: OtpParameters | undefined
}

/** The region `Preview`: how the account will look, with the code it gives now. */
export function CodePreview(props: PreviewProps): JSX.Element {
  const workspace = useWorkspace()
  const code = usePreviewCode(() => (props.parameters ? { ...props.parameters, issuer: '', account: '' } : undefined))
  const copy = async (text: string): Promise<void> => {
    const copied = await workspace.clipboard.copy(text)
    const said = accountsText()
    workspace.toasts.show({
      text: copied ? said.copied(workspace.settings().clearClipboardAfterMs) : said.copyRefused(text),
      ...(copied ? { icon: copyIcon } : {}),
    })
  }
  return (
    <section class={styles['preview']} aria-label={accountFormText().preview}>
      <div class={styles['head']}>
        <Tile issuer={props.issuer} account={props.account} />
        <AccountLines issuer={props.issuer} account={props.account} nameless={accountFormText().nameless} />
      </div>
      <Show when={code()} fallback={<NoCode />}>
        {(shown) => (
          <>
            <div class={styles['code']}>
              <CodeText class={styles['digits'] ?? ''} code={shown()} part="code" />
              <Under parameters={props.parameters} length={shown().length} />
            </div>
            <p class={styles['help']}>{accountFormText().previewHelp}</p>
            <Button class={styles['copy']} size="small" look="quiet" icon={copyIcon} onClick={() => void copy(shown())}>
              {accountFormText().copyCode}
            </Button>
          </>
        )}
      </Show>
    </section>
  )
}

/** The code of a draft, computed once per time step; `undefined` while there is none. */
export function usePreviewCode(draft: Accessor<AccountDraft | undefined>): Accessor<string | undefined> {
  const workspace = useWorkspace()
  return createMemo(() => {
    const shown = draft()
    if (!shown) return undefined
    const period = periodOf(shown)
    if (period !== undefined) workspace.countdown(period).step()
    return workspace.vault.previewCode(shown, untrack(workspace.codeNow))
  })
}

function Under(props: { readonly parameters: OtpParameters | undefined; readonly length: number }): JSX.Element {
  const workspace = useWorkspace()
  const period = createMemo(() => (props.parameters ? periodOf(props.parameters) : undefined))
  return (
    <Show
      when={period()}
      fallback={
        <span class={styles['counter']}>{accountFormText().previewCounter(props.parameters?.counter ?? 0)}</span>
      }
    >
      {(seconds) => <TickRail lit={workspace.countdown(seconds()).lit(props.length)} digits={props.length} />}
    </Show>
  )
}

function NoCode(): JSX.Element {
  return (
    <>
      <div class={styles['code']} aria-hidden="true">
        <span class={styles['ghost']}>––– –––</span>
        <TickRail lit={0} digits={6} />
      </div>
      <p class={styles['help']}>{accountFormText().previewWaiting}</p>
    </>
  )
}
