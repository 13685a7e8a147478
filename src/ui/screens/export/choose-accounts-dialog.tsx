import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import { sortAccounts } from '../../../vault/index.ts'
import { AccountChoices } from '../../components/account-choices.tsx'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { exportText } from '../../messages/export.ts'
import { formatNumber } from '../../messages/format.ts'
import { useWorkspace } from '../../workspace.tsx'
import { useAccounts } from '../accounts/accounts-state.tsx'
import { isChosen, type Chosen, type ExportChoice } from './export-choice.ts'
import styles from './export-dialogs.module.css'

interface ChooseProps {
  readonly choice: ExportChoice
  readonly onClose: () => void
}

/** Which accounts go out: all of them, those of a tag, or one by one. */
export function ChooseAccountsDialog(props: ChooseProps): JSX.Element {
  const workspace = useWorkspace()
  const [chosen, setChosen] = createSignal<Chosen>(props.choice.chosen())
  const all = createMemo(() => sortAccounts(workspace.accounts(), 'name').views)
  const ids = createMemo(
    () =>
      new Set(
        all()
          .filter((account) => isChosen(account, chosen()))
          .map(({ id }) => id),
      ),
  )
  const tick = (id: string, is: boolean): void => {
    const next = new Set(ids())
    if (is) next.add(id)
    else next.delete(id)
    setChosen(next.size === all().length ? { kind: 'all' } : { kind: 'some', ids: next })
  }
  const use = (): void => {
    props.choice.setChosen(chosen())
    props.onClose()
  }
  const text = () => exportText().choosing

  return (
    <Dialog
      wide
      title={text().title}
      note={text().chosen(ids().size, all().length)}
      onClose={() => props.onClose()}
      foot={
        <>
          <Button onClick={() => props.onClose()}>{text().cancel}</Button>
          <Button look="primary" disabled={ids().size === 0} onClick={use}>
            {text().use(ids().size)}
          </Button>
        </>
      }
    >
      <AccountChoices accounts={all()} ids={ids()} label={text().list} onTick={tick}>
        <TagChips all={all().length} chosen={chosen()} onChoose={setChosen} />
      </AccountChoices>
    </Dialog>
  )
}

function TagChips(props: {
  readonly all: number
  readonly chosen: Chosen
  readonly onChoose: (chosen: Chosen) => void
}): JSX.Element {
  const accounts = useAccounts()
  const chip = (of: Chosen, label: () => string, count?: () => number): JSX.Element => (
    <button
      type="button"
      class={styles['chip']}
      aria-pressed={isSame(of, props.chosen)}
      onClick={() => props.onChoose(of)}
    >
      <span dir="auto">{label()}</span>
      <Show when={count}>{(number) => <span aria-hidden="true">{formatNumber(number()())}</span>}</Show>
    </button>
  )
  return (
    <div class={styles['chips']} role="group" aria-label={exportText().choosing.tags}>
      {chip(
        { kind: 'all' },
        () => exportText().choosing.all,
        () => props.all,
      )}
      {chip({ kind: 'some', ids: new Set() }, () => exportText().choosing.none)}
      <For each={accounts.tags()}>
        {({ tag, count }) =>
          chip(
            { kind: 'tag', tag },
            () => tag,
            () => count,
          )
        }
      </For>
    </div>
  )
}

function isSame(one: Chosen, other: Chosen): boolean {
  if (one.kind === 'tag') return other.kind === 'tag' && other.tag === one.tag
  // Of those that were chosen one by one, only nothing at all has a chip.
  return one.kind === other.kind && (other.kind !== 'some' || other.ids.size === 0)
}
