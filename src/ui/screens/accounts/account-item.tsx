import { createMemo, For, Match, Show, Switch, type Accessor, type JSX } from 'solid-js'
import type { AccountView } from '../../../account.ts'
import type { Density } from '../../../vault/index.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { CodeDots, CodeText } from '../../components/code-text.tsx'
import { Dial } from '../../components/dial.tsx'
import {
  checkIcon,
  chevronRightIcon,
  copyIcon,
  enterIcon,
  eyeIcon,
  moreIcon,
  refreshIcon,
} from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { MarkedText } from '../../components/marked-text.tsx'
import { TickRail } from '../../components/tick-rail.tsx'
import { Tile } from '../../components/tile.tsx'
import { accountName, accountsText } from '../../messages/accounts.ts'
import { takenApart } from '../../primitives/taken-apart.ts'
import { useWorkspace } from '../../workspace.tsx'
import { createAccountCode, type AccountCode } from './account-code.ts'
import styles from './account-item.module.css'
import { useAccounts } from './accounts-state.tsx'
import { makeSwipe } from './swipe.ts'

interface AccountItemProps {
  readonly account: AccountView
  readonly density: Density
  /** The code is under the names. */
  readonly folded: boolean
  readonly index: number
  readonly count: number
  readonly open: boolean
  readonly onMenu: (at: { readonly element: HTMLElement; readonly x?: number; readonly y?: number }) => void
  readonly onSwipe: (to: 'start' | 'end') => void
}

/** One account in the list: a row, a compact row or a card. The whole of it copies the code. */
export function AccountItem(props: AccountItemProps): JSX.Element {
  const workspace = useWorkspace()
  const accounts = useAccounts()
  const code = createAccountCode(workspace, accounts, () => props.account)
  const name = createMemo(() => accountName(props.account))
  const id = (): string => props.account.id
  const selecting = (): boolean => accounts.selection() !== undefined
  let more: HTMLButtonElement | undefined

  const take = (element: HTMLLIElement): void => {
    takenApart(element)
    makeSwipe(element, {
      enabled: () => workspace.settings().swipeActions && !selecting() && !workspace.readOnly(),
      onSwipe: (to) => props.onSwipe(to),
      onLongPress: (x, y) => props.onMenu({ element, x, y }),
    })
  }

  return (
    <li
      ref={take}
      class={styles['item']}
      data-id={id()}
      data-state={code.state()}
      data-density={props.density}
      data-folded={props.folded ? '' : undefined}
      data-hot={accounts.isHot(id()) ? '' : undefined}
      data-open={props.open ? '' : undefined}
      data-selecting={selecting() ? '' : undefined}
      data-selected={accounts.isSelected(id()) ? '' : undefined}
      aria-setsize={props.count}
      aria-posinset={props.index + 1}
      onContextMenu={(event) => {
        event.preventDefault()
        props.onMenu({ element: event.currentTarget, x: event.clientX, y: event.clientY })
      }}
    >
      <Show when={selecting()}>
        <label class={styles['pick']}>
          <input
            type="checkbox"
            aria-label={accountsText().selectFor(name())}
            checked={accounts.isSelected(id())}
            onChange={() => accounts.toggleSelected(id())}
          />
          <span class={styles['box']} aria-hidden="true">
            <Icon path={checkIcon} size={18} />
          </span>
        </label>
      </Show>
      <Tile
        class={styles['tile'] ?? ''}
        issuer={props.account.issuer}
        account={props.account.account}
        icon={props.account.icon}
        glyphs={workspace.settings().issuerIcons}
      />
      <Who account={props.account} />
      <Show when={!selecting()} fallback={<SelectingCode code={code} />}>
        <CodeButton code={code} name={name()} density={props.density} />
      </Show>
      <Show when={props.density === 'list'}>
        <Show when={!selecting()}>
          <Aside code={code} hot={accounts.isHot(id())} />
        </Show>
        <span class={styles['tags']}>
          <For each={props.account.tags.slice(0, 3)}>
            {(tag) => (
              <span class={styles['tag']} dir="auto">
                {tag}
              </span>
            )}
          </For>
        </span>
      </Show>
      <Show when={code.isCounter() && !selecting()}>
        <NextButton code={code} name={name()} density={props.density} />
      </Show>
      <Show when={!selecting()}>
        <IconButton
          ref={more}
          class={styles['more'] ?? ''}
          icon={moreIcon}
          label={accountsText().moreFor(name())}
          aria-haspopup="menu"
          onClick={() => more && props.onMenu({ element: more })}
        />
      </Show>
    </li>
  )
}

function Who(props: { readonly account: AccountView }): JSX.Element {
  const accounts = useAccounts()
  const title = (): string => props.account.issuer || props.account.account
  return (
    <span class={styles['who']}>
      <MarkedText
        class={styles['issuer']}
        text={title()}
        ranges={props.account.issuer ? accounts.hit(props.account.id)?.issuer : accounts.hit(props.account.id)?.account}
      />
      <Show when={props.account.issuer && props.account.account}>
        <MarkedText
          class={styles['name']}
          text={props.account.account}
          ranges={accounts.hit(props.account.id)?.account}
        />
      </Show>
    </span>
  )
}

function CodeButton(props: {
  readonly code: AccountCode
  readonly name: string
  readonly density: Density
}): JSX.Element {
  const accounts = useAccounts()
  const id = (): string => props.code.account().id
  const hidden = (): boolean => props.code.code() === undefined && !props.code.isCounter()
  return (
    <button
      type="button"
      class={styles['codeButton']}
      data-code-button=""
      aria-describedby={hidden() ? undefined : `code-${id()}`}
      onClick={(event) => (event.shiftKey ? props.code.copyNext() : props.code.activate())}
      onFocus={() => accounts.setActive(id())}
    >
      {/* What it does is no text on the button, and the text on it says something else: its description. */}
      <span
        class={styles['act']}
        role="img"
        aria-label={hidden() ? accountsText().showCodeFor(props.name) : accountsText().copyCodeFor(props.name)}
      />
      <span id={`code-${id()}`} class={styles['codeLine']} aria-hidden="true">
        <Show
          when={props.code.code()}
          fallback={<CodeDots class={styles['code'] ?? ''} digits={props.code.account().digits} />}
        >
          {(code) => <CodeText class={styles['code'] ?? ''} code={code()} part="code" />}
        </Show>
      </span>
      <Show
        when={props.density === 'compact'}
        fallback={
          <span class={styles['under']} aria-hidden="true">
            <Under code={props.code} />
          </span>
        }
      >
        <span class={styles['gauge']} aria-hidden="true">
          <Gauge code={props.code} />
        </span>
      </Show>
    </button>
  )
}

/** Below the digits: ticks, or what has taken their place. */
function Under(props: { readonly code: AccountCode }): JSX.Element {
  return (
    <Switch fallback={<TickRail lit={props.code.lit()} digits={props.code.account().digits} />}>
      <Match when={props.code.state() === 'copied'}>
        <span class={styles['said']}>
          <Icon path={checkIcon} size={16} />
          {accountsText().copiedMark}
        </span>
      </Match>
      <Match when={props.code.isCounter()}>
        <span class={styles['quiet']}>{accountsText().counter(shownCounter(props.code.account()))}</span>
      </Match>
      <Match when={props.code.state() === 'hidden'}>
        <span class={styles['quiet']}>
          <Icon path={eyeIcon} size={15} />
          {accountsText().show}
        </span>
      </Match>
      <Match when={props.code.state() === 'ending'}>
        <span class={styles['ending']}>
          <SecondsPill left={props.code.left} />
          <Show when={props.code.next()}>
            {(next) => (
              <>
                <Icon path={chevronRightIcon} size={14} />
                <CodeText class={styles['next'] ?? ''} code={next()} part="next" />
              </>
            )}
          </Show>
        </span>
      </Match>
    </Switch>
  )
}

/** The counter as the person counts: that of the next code. */
function shownCounter(account: AccountView): number {
  return account.counter ?? 0
}

/** Beside compact digits: a dial, or what has taken its place. */
function Gauge(props: { readonly code: AccountCode }): JSX.Element {
  return (
    <Switch fallback={<Dial lit={Math.ceil((props.code.lit() / props.code.account().digits) * 6)} size={18} />}>
      <Match when={props.code.state() === 'copied'}>
        <Icon path={checkIcon} size={18} />
      </Match>
      <Match when={props.code.isCounter()}>
        <span />
      </Match>
      <Match when={props.code.state() === 'hidden'}>
        <Icon path={eyeIcon} size={18} />
      </Match>
      <Match when={props.code.state() === 'ending'}>
        <SecondsPill left={props.code.left} bare />
      </Match>
    </Switch>
  )
}

function SecondsPill(props: { readonly left: Accessor<number>; readonly bare?: boolean }): JSX.Element {
  return <span class={styles['seconds']}>{props.bare ? props.left() : accountsText().secondsShort(props.left())}</span>
}

/** Between the code and the tags of a row: the hint for the pointer, or the next code where it always shows. */
function Aside(props: { readonly code: AccountCode; readonly hot: boolean }): JSX.Element {
  return (
    <span class={styles['aside']}>
      <Switch
        fallback={
          <span class={styles['copyHint']} aria-hidden="true">
            <Icon path={copyIcon} size={17} />
            {accountsText().copy}
          </span>
        }
      >
        <Match when={props.hot}>
          <span class={styles['enterHint']} aria-hidden="true">
            <Icon path={enterIcon} size={17} />
            {accountsText().copy}
          </span>
        </Match>
        <Match when={props.code.state() === 'calm' && props.code.next()}>
          {(next) => (
            <span class={styles['nextAlways']}>
              {accountsText().nextLabel} <CodeText code={next()} part="next" />
            </span>
          )}
        </Match>
      </Switch>
    </span>
  )
}

function NextButton(props: {
  readonly code: AccountCode
  readonly name: string
  readonly density: Density
}): JSX.Element {
  return (
    <span class={styles['nextButton']}>
      <Show
        when={props.density === 'list'}
        fallback={
          <IconButton
            icon={refreshIcon}
            label={accountsText().nextCodeFor(props.name)}
            onClick={() => props.code.advance()}
          />
        }
      >
        <Button
          look="quiet"
          size="small"
          icon={refreshIcon}
          aria-label={accountsText().nextCodeFor(props.name)}
          onClick={() => props.code.advance()}
        >
          {accountsText().nextButton}
        </Button>
      </Show>
    </span>
  )
}

/** While selecting, the row is a check box and its code only text. */
function SelectingCode(props: { readonly code: AccountCode }): JSX.Element {
  return (
    <span class={styles['codeButton']}>
      <Show
        when={props.code.code()}
        fallback={<CodeDots class={styles['code'] ?? ''} digits={props.code.account().digits} />}
      >
        {(code) => <CodeText class={styles['code'] ?? ''} code={code()} part="code" />}
      </Show>
    </span>
  )
}
