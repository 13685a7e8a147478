import { createEffect, createMemo, createSignal, Show, type JSX } from 'solid-js'
import { systemRandom } from '../../../crypto/index.ts'
import { migrationLinks, type Migration } from '../../../transfer/index.ts'
import { Button } from '../../components/button.tsx'
import { chevronLeftIcon, chevronRightIcon, eyeIcon } from '../../components/icon-paths.ts'
import { QrCode } from '../../components/qr-code.tsx'
import { Tip } from '../../components/tip.tsx'
import { exportText } from '../../messages/export.ts'
import { useWorkspace } from '../../workspace.tsx'
import { TransferPage } from '../transfer/transfer-page.tsx'
import type { ExportChoice } from './export-choice.ts'
import styles from './google-codes.module.css'
import { GuardedPage } from './guarded-page.tsx'
import { createHideWhenLeft } from './hide-when-left.ts'
import { PlanSummary } from './plan-summary.tsx'
import { planWords, type PlanWords } from './plan-words.ts'

interface GoogleProps {
  readonly choice: ExportChoice
  readonly onDone: () => void
}

interface Shown extends Migration {
  readonly words: PlanWords
  /** Unix ms. */
  readonly until: number
}

/** Keys stay on the screen this long, ms. */
const shownMs = 120_000

/** All accounts that Google Authenticator can hold, as codes that are scanned one after the other. */
export function GoogleCodes(props: GoogleProps): JSX.Element {
  const workspace = useWorkspace()
  const [shown, setShown] = createSignal<Shown>()
  const [place, setPlace] = createSignal(0)
  const left = createMemo(() => {
    const until = shown()?.until
    return until === undefined ? 0 : Math.max(0, Math.ceil((until - workspace.now()) / 1000))
  })
  const hide = (): void => {
    setShown(undefined)
  }
  createHideWhenLeft(hide)
  createEffect(() => {
    if (shown() && left() === 0) hide()
  })
  // Parts that were scanned before the codes were hidden belong to those that come after.
  const batchId = systemRandom(4)
  const open = async (): Promise<void> => {
    const accounts = props.choice.accounts()
    const migration = await props.choice.lend((writable) => migrationLinks(writable, () => batchId.slice()))
    const words = planWords(migration, accounts, 'google-migration')
    setPlace((before) => Math.min(before, migration.links.length - 1))
    setShown({ ...migration, words, until: workspace.now() + shownMs })
  }
  return (
    <GuardedPage
      choice={props.choice}
      target="google-migration"
      title={exportText().google}
      line={exportText().googleLine}
      action={exportText().showCodes}
      why={exportText().googleWhy}
      hidden={{ title: exportText().hiddenTitle, text: exportText().hiddenText }}
      isOpen={shown() !== undefined}
      onOpen={open}
      onDone={props.onDone}
    >
      <Show when={shown()}>
        {(open) => (
          <CodesPage
            choice={props.choice}
            shown={open()}
            left={left()}
            place={place()}
            onPlace={setPlace}
            onDone={props.onDone}
          />
        )}
      </Show>
    </GuardedPage>
  )
}

interface CodesProps extends GoogleProps {
  readonly shown: Shown
  /** s */
  readonly left: number
  readonly place: number
  readonly onPlace: (place: number) => void
}

function CodesPage(props: CodesProps): JSX.Element {
  const count = (): number => props.shown.links.length
  const current = createMemo(() => props.shown.links[props.place])
  const move = (by: number): void => props.onPlace(Math.min(count() - 1, Math.max(0, props.place + by)))
  const nameOf = (reference: string | number | undefined): string => {
    const account = props.choice.accounts().find(({ id }) => id === reference)
    return account?.issuer || account?.account || exportText().nameless
  }
  const inside = (): string => {
    const accounts = current()?.accounts ?? []
    return exportText().inCode(accounts.length, nameOf(accounts[0]), nameOf(accounts.at(-1)))
  }
  return (
    <TransferPage
      takesFocus
      title={exportText().google}
      line={exportText().googleLine}
      backLabel={exportText().backToExport}
      onBack={() => props.onDone()}
    >
      <div class={styles['batch']}>
        <figure class={styles['code']}>
          <Show when={current()}>
            {(code) => <QrCode level="L" text={code().link} label={exportText().codeOf(props.place + 1, count())} />}
          </Show>
          <figcaption>
            <p role="status">
              <strong>{exportText().place(props.place + 1, count())}</strong>
              <span dir="auto">{inside()}</span>
            </p>
          </figcaption>
        </figure>
        <div class={styles['side']}>
          <Tip icon={eyeIcon} tone="care" title={exportText().photographs}>
            <span role="timer">{exportText().hidesIn(props.left)}</span>
          </Tip>
          <PlanSummary words={props.shown.words} />
          <div class={styles['pair']}>
            <Button
              look="quiet"
              icon={chevronLeftIcon}
              aria-label={exportText().previousCode}
              disabled={props.place === 0}
              onClick={() => move(-1)}
            >
              {exportText().previous}
            </Button>
            <Button
              look="primary"
              icon={chevronRightIcon}
              aria-label={exportText().nextCode}
              disabled={props.place === count() - 1}
              onClick={() => move(1)}
            >
              {exportText().next}
            </Button>
          </div>
          <Button wide onClick={() => props.onDone()}>
            {exportText().done}
          </Button>
          <p class={styles['hint']}>{exportText().brightness}</p>
        </div>
      </div>
    </TransferPage>
  )
}
