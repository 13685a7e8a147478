import { createMemo, createSignal, For, lazy, Match, Show, Suspense, Switch, type JSX } from 'solid-js'
import type { AccountView } from '../../../account.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { CodeDots, CodeText } from '../../components/code-text.tsx'
import {
  binIcon,
  chevronLeftIcon,
  closeIcon,
  copyIcon,
  editIcon,
  eyeIcon,
  moreIcon,
  pinIcon,
  pinnedIcon,
  refreshIcon,
} from '../../components/icon-paths.ts'
import { TickRail } from '../../components/tick-rail.tsx'
import { Tile } from '../../components/tile.tsx'
import { accountName, accountsText } from '../../messages/accounts.ts'
import { detailsText } from '../../messages/details.ts'
import { createBreakpoint } from '../../primitives/media.ts'
import { createPaneLevel } from '../../primitives/pane-level.ts'
import { useWorkspace } from '../../workspace.tsx'
import { createAccountActions } from '../accounts/account-actions.ts'
import { createAccountCode, type AccountCode } from '../accounts/account-code.ts'
import { useAccounts } from '../accounts/accounts-state.tsx'
import styles from './account-details.module.css'
import { RevealSection } from './reveal-section.tsx'

const AccountMenu = lazy(async () => ({ default: (await import('../accounts/account-menu.tsx')).AccountMenu }))

interface AccountDetailsProps {
  readonly id: string
  /** Asks for the passphrase at once, to show the QR code. */
  readonly showQr: boolean
  /** {@link showQr} was heard, and may be asked again. */
  readonly onAsked: () => void
  readonly onClose: () => void
  readonly onEdit: () => void
}

/** One account: its code large, its way to another app, and what is known about it. */
export function AccountDetails(props: AccountDetailsProps): JSX.Element {
  const workspace = useWorkspace()
  return (
    <Show
      when={workspace.account(props.id)}
      fallback={
        <div class={styles['body']}>
          <p>{detailsText().gone}</p>
          <Button onClick={() => props.onClose()}>{detailsText().close}</Button>
        </div>
      }
    >
      {(account) => <Details account={account()} {...props} />}
    </Show>
  )
}

function Details(props: AccountDetailsProps & { readonly account: AccountView }): JSX.Element {
  const workspace = useWorkspace()
  const accounts = useAccounts()
  const actions = createAccountActions(workspace)
  const code = createAccountCode(workspace, accounts, () => props.account)
  const level = createPaneLevel()
  const [askQr, setAskQr] = createSignal(false)
  const bin = (): void => {
    void actions.moveToBin([props.account.id])
    props.onClose()
  }
  return (
    <>
      <DetailsHead {...props} actions={actions} copyNext={code.copyNext} onShowQr={() => setAskQr(true)} onBin={bin} />
      <div class={styles['body']}>
        <div class={styles['who']}>
          <Tile
            class={styles['tile'] ?? ''}
            issuer={props.account.issuer}
            account={props.account.account}
            icon={props.account.icon}
            glyphs={workspace.settings().issuerIcons}
          />
          <div>
            <h2 aria-level={level(2)} dir="auto">
              {props.account.issuer || props.account.account}
            </h2>
            <Show when={props.account.issuer}>
              <p dir="auto">{props.account.account}</p>
            </Show>
          </div>
        </div>
        <BigCode code={code} />
        <CopyButtons code={code} />
        <RevealSection
          account={props.account}
          askQr={props.showQr || askQr()}
          onAsked={() => {
            if (askQr()) setAskQr(false)
            else props.onAsked()
          }}
        />
        <Facts account={props.account} />
        <Show when={!workspace.readOnly() && props.account.deletedAt === undefined}>
          <Button look="dangerLine" wide icon={binIcon} onClick={bin}>
            {detailsText().bin}
          </Button>
        </Show>
      </div>
    </>
  )
}

function DetailsHead(
  props: AccountDetailsProps & {
    readonly account: AccountView
    readonly actions: ReturnType<typeof createAccountActions>
    readonly copyNext: () => void
    readonly onShowQr: () => void
    readonly onBin: () => void
  },
): JSX.Element {
  const workspace = useWorkspace()
  const breakpoint = createBreakpoint()
  const [menuAt, setMenuAt] = createSignal<HTMLElement | undefined>()
  return (
    <div class={styles['head']}>
      <IconButton
        icon={breakpoint() === 'phone' ? chevronLeftIcon : closeIcon}
        label={detailsText().close}
        onClick={() => props.onClose()}
      />
      <span class={styles['grow']} />
      <Show when={!workspace.readOnly()}>
        <IconButton
          icon={props.account.pinned ? pinnedIcon : pinIcon}
          label={props.account.pinned ? detailsText().unpin : detailsText().pin}
          aria-pressed={props.account.pinned}
          onClick={() => void props.actions.togglePinned(props.account)}
        />
        <IconButton icon={editIcon} label={detailsText().edit} onClick={() => props.onEdit()} />
      </Show>
      <IconButton
        icon={moreIcon}
        label={accountsText().moreFor(accountName(props.account))}
        aria-haspopup="menu"
        onClick={(event) => setMenuAt(event.currentTarget)}
      />
      <Suspense>
        <Show when={menuAt()} keyed>
          {(element) => (
            <AccountMenu
              request={{ id: props.account.id, element }}
              actions={props.actions}
              shown={[]}
              onClose={() => setMenuAt(undefined)}
              onOpen={(what) => {
                if (what === 'edit') props.onEdit()
                else if (what === 'qr') props.onShowQr()
              }}
              onPin={(account) => void props.actions.togglePinned(account)}
              onBin={() => props.onBin()}
              onCopyNext={() => props.copyNext()}
            />
          )}
        </Show>
      </Suspense>
    </div>
  )
}

function BigCode(props: { readonly code: AccountCode }): JSX.Element {
  const account = (): AccountView => props.code.account()
  return (
    <div class={styles['hero']}>
      <div class={styles['code']} role="group" aria-label={detailsText().currentCode}>
        <Show when={props.code.code()} fallback={<CodeDots class={styles['digits'] ?? ''} digits={account().digits} />}>
          {(text) => <CodeText class={styles['digits'] ?? ''} code={text()} part="code" />}
        </Show>
        <Show when={!props.code.isCounter()}>
          <TickRail class={styles['rail'] ?? ''} lit={props.code.lit()} digits={account().digits} />
        </Show>
      </div>
      <div class={styles['under']}>
        <Switch>
          <Match when={props.code.isCounter()}>
            <span>{detailsText().counter(account().counter ?? 0)}</span>
          </Match>
          <Match when={true}>
            <span role="timer" aria-label={detailsText().changesIn(props.code.left())}>
              <strong aria-hidden="true">{detailsText().leftShort(props.code.left())}</strong>{' '}
              <span aria-hidden="true">{detailsText().left}</span>
            </span>
            <Show when={props.code.upcoming()}>
              {(next) => (
                <span class={styles['next']}>
                  {detailsText().next} <CodeText class={styles['nextDigits'] ?? ''} code={next()} part="next" />
                  <IconButton
                    icon={copyIcon}
                    size={18}
                    label={detailsText().copyNextCode}
                    onClick={() => props.code.copyNext()}
                  />
                </span>
              )}
            </Show>
          </Match>
        </Switch>
      </div>
    </div>
  )
}

function CopyButtons(props: { readonly code: AccountCode }): JSX.Element {
  const hidden = createMemo(() => props.code.state() === 'hidden' && !props.code.isCounter())
  return (
    <div class={styles['buttons']}>
      <Button look="primary" size="big" wide icon={hidden() ? eyeIcon : copyIcon} onClick={() => props.code.activate()}>
        {hidden() ? detailsText().showCode : detailsText().copyCode}
      </Button>
      <Show when={props.code.isCounter()}>
        <Button size="big" wide icon={refreshIcon} onClick={() => props.code.advance()}>
          {detailsText().nextCode}
        </Button>
      </Show>
    </div>
  )
}

function Facts(props: { readonly account: AccountView }): JSX.Element {
  const level = createPaneLevel()
  const type = (): string =>
    [
      detailsText().types[props.account.type],
      props.account.type === 'steam' ? undefined : props.account.algorithm.replace('SHA', 'SHA-'),
      detailsText().digits(props.account.digits),
      props.account.type === 'hotp' ? undefined : detailsText().period(props.account.period ?? 30),
    ]
      .filter((part) => part !== undefined)
      .join(', ')
  return (
    <>
      <Show when={props.account.note}>
        <section>
          <h3 class={styles['subhead']} aria-level={level(3)}>
            {detailsText().note}
          </h3>
          <p class={styles['note']} dir="auto">
            {props.account.note}
          </p>
        </section>
      </Show>
      <Show when={props.account.tags.length > 0}>
        <section>
          <h3 class={styles['subhead']} aria-level={level(3)}>
            {detailsText().tags}
          </h3>
          <ul class={styles['tags']}>
            <For each={props.account.tags}>{(tag) => <li dir="auto">{tag}</li>}</For>
          </ul>
        </section>
      </Show>
      <section>
        <h3 class={styles['subhead']} aria-level={level(3)}>
          {detailsText().about}
        </h3>
        <dl class={styles['facts']}>
          <dt>{detailsText().type}</dt>
          <dd>{type()}</dd>
          <dt>{detailsText().added}</dt>
          <dd>{detailsText().date(props.account.createdAt)}</dd>
          <dt>{detailsText().changed}</dt>
          <dd>{detailsText().date(props.account.updatedAt)}</dd>
          <dt>{detailsText().used}</dt>
          <dd>{detailsText().usage(props.account.useCount, props.account.lastUsedAt)}</dd>
        </dl>
      </section>
    </>
  )
}
