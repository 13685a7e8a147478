import {
  createEffect,
  createMemo,
  createSignal,
  lazy,
  Match,
  onCleanup,
  onMount,
  Show,
  Suspense,
  Switch,
  untrack,
  type JSX,
} from 'solid-js'
import type { AccountView } from '../../../account.ts'
import type { Proof, RevealedSecret } from '../../../vault/index.ts'
import { Button, IconButton } from '../../components/button.tsx'
import {
  checkIcon,
  clockIcon,
  copyIcon,
  downloadIcon,
  eyeOffIcon,
  keyIcon,
  linkIcon,
  lockIcon,
  qrIcon,
} from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { accountName } from '../../messages/accounts.ts'
import { detailsText } from '../../messages/details.ts'
import { keepAwake } from '../../primitives/keep-awake.ts'
import { createPaneLevel } from '../../primitives/pane-level.ts'
import { saveFile } from '../../primitives/save-file.ts'
import { useWorkspace } from '../../workspace.tsx'
import styles from './account-details.module.css'

const ReauthDialog = lazy(async () => ({ default: (await import('../../components/reauth-dialog.tsx')).ReauthDialog }))
const QrCode = lazy(async () => ({ default: (await import('../../components/qr-code.tsx')).QrCode }))

type Act = 'qr' | 'secret' | 'link'

/** A secret stays on the screen this long, s. */
const shownSeconds = 60

interface Shown {
  readonly act: Act
  readonly revealed: RevealedSecret
  /** Unix ms. */
  readonly until: number
}

/** The account's way out: QR code, secret and link, each behind the passphrase and only for a minute. */
export function RevealSection(props: {
  readonly account: AccountView
  /** Somebody asks for the QR code from elsewhere. */
  readonly askQr: boolean
  /** It was heard, and may be asked again. */
  readonly onAsked: () => void
}): JSX.Element {
  const workspace = useWorkspace()
  const level = createPaneLevel()
  const [asking, setAsking] = createSignal<Act | undefined>()
  const [shown, setShown] = createSignal<Shown | undefined>()
  const left = createMemo(() => {
    const until = shown()?.until
    return until === undefined ? 0 : Math.max(0, Math.ceil((until - workspace.now()) / 1000))
  })
  const current = createMemo(() => (left() > 0 ? shown() : undefined))
  const hide = (): void => {
    setShown(undefined)
  }
  // What nobody looks at must not stay open.
  const hideWhenLeft = (): void => {
    if (!document.hasFocus() || document.visibilityState === 'hidden') hide()
  }
  onMount(() => {
    window.addEventListener('blur', hideWhenLeft)
    document.addEventListener('visibilitychange', hideWhenLeft)
  })
  onCleanup(() => {
    window.removeEventListener('blur', hideWhenLeft)
    document.removeEventListener('visibilitychange', hideWhenLeft)
  })

  const copy = async (text: string, said: string): Promise<void> => {
    const copied = await workspace.clipboard.copy(text)
    workspace.toasts.show(copied ? { text: said, icon: checkIcon } : { text: detailsText().copyRefused })
  }
  const confirm = async (act: Act, proof: Proof): Promise<void> => {
    const revealed = await workspace.vault.reveal(props.account.id, proof)
    setAsking(undefined)
    if (act === 'link') await copy(revealed.uri, detailsText().linkCopied)
    else setShown({ act, revealed, until: workspace.now() + shownSeconds * 1000 })
  }
  /** Once open, the other two acts need no second passphrase. */
  const choose = (act: Act): void => {
    const open = current()
    if (!open) setAsking(act)
    else if (act === 'link') void copy(open.revealed.uri, detailsText().linkCopied)
    else setShown({ ...open, act })
  }
  createEffect(() => {
    if (!props.askQr) return
    untrack(() => {
      choose('qr')
      props.onAsked()
    })
  })

  return (
    <section>
      <h3 class={styles['subhead']} aria-level={level(3)}>
        {detailsText().move}
      </h3>
      <Show when={current()} fallback={<GuardedRows onChoose={choose} />}>
        {(open) => (
          <RevealedSecretPanel
            account={props.account}
            shown={open()}
            left={left()}
            onChoose={choose}
            onCopy={(text, said) => void copy(text, said)}
            onHide={hide}
          />
        )}
      </Show>
      <Suspense>
        <Show when={asking()} keyed>
          {(act) => (
            <ReauthDialog
              action={actName(act)}
              why={actWhy(act)}
              onConfirm={(passphrase) => confirm(act, passphrase)}
              onPasskey={(proof) => confirm(act, proof)}
              onClose={() => setAsking(undefined)}
            />
          )}
        </Show>
      </Suspense>
    </section>
  )
}

function actName(act: Act): string {
  return { qr: detailsText().showQr, secret: detailsText().showSecret, link: detailsText().copyLink }[act]
}

function actWhy(act: Act): string {
  return { qr: detailsText().whyQr, secret: detailsText().whySecret, link: detailsText().whyLink }[act]
}

function GuardedRows(props: { readonly onChoose: (act: Act) => void }): JSX.Element {
  const row = (act: Act, icon: string): JSX.Element => (
    <button type="button" class={styles['rowButton']} onClick={() => props.onChoose(act)}>
      <Icon path={icon} size={20} />
      <span>{actName(act)}</span>
      <Icon path={lockIcon} size={18} />
    </button>
  )
  return (
    <div class={styles['guarded']}>
      {row('qr', qrIcon)}
      {row('secret', keyIcon)}
      {row('link', linkIcon)}
    </div>
  )
}

/** A code that another telephone is to read, which takes a moment: the screen stays on. */
function ShownQrCode(props: { readonly text: string; readonly label: string }): JSX.Element {
  keepAwake()
  return (
    <Suspense>
      <QrCode text={props.text} label={props.label} />
    </Suspense>
  )
}

interface PanelProps {
  readonly account: AccountView
  readonly shown: Shown
  readonly left: number
  readonly onChoose: (act: Act) => void
  readonly onCopy: (text: string, said: string) => void
  readonly onHide: () => void
}

function RevealedSecretPanel(props: PanelProps): JSX.Element {
  const name = (): string => accountName(props.account)
  const saveQr = async (): Promise<void> => {
    const { qrPicture } = await import('../../components/qr-code.tsx')
    const picture = await qrPicture(props.shown.revealed.uri)
    if (picture)
      saveFile({ name: 'qr-code.png', type: 'image/png', content: new Uint8Array(await picture.arrayBuffer()) })
  }
  return (
    <div class={styles['revealed']}>
      <p class={styles['hides']}>
        <Icon path={clockIcon} size={18} />
        <span role="timer" aria-label={detailsText().hidesIn(props.left)}>
          {detailsText().hidesIn(props.left)}
        </span>
        <Button size="small" look="quiet" icon={eyeOffIcon} onClick={() => props.onHide()}>
          {detailsText().hideNow}
        </Button>
      </p>
      <Switch>
        <Match when={props.shown.act === 'qr'}>
          <ShownQrCode text={props.shown.revealed.uri} label={detailsText().qrOf(name())} />
          <p class={styles['warning']}>{detailsText().qrWarning}</p>
          <div class={styles['pair']}>
            <Button icon={downloadIcon} onClick={() => void saveQr()}>
              {detailsText().saveQr}
            </Button>
            <Button icon={keyIcon} onClick={() => props.onChoose('secret')}>
              {detailsText().showSecret}
            </Button>
          </div>
        </Match>
        <Match when={props.shown.act === 'secret'}>
          <div class={styles['secret']} role="group" aria-label={detailsText().secret}>
            <code>{props.shown.revealed.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
            <IconButton
              icon={copyIcon}
              label={detailsText().copySecret}
              onClick={() => props.onCopy(props.shown.revealed.secret, detailsText().secretCopied)}
            />
          </div>
          <Button wide icon={qrIcon} onClick={() => props.onChoose('qr')}>
            {detailsText().showQr}
          </Button>
        </Match>
      </Switch>
      <Button wide icon={linkIcon} onClick={() => props.onChoose('link')}>
        {detailsText().copyLink}
      </Button>
    </div>
  )
}
