import { createSignal, createUniqueId, For, lazy, Show, Suspense, type JSX } from 'solid-js'
import { Button, IconButton } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { binIcon, closeIcon, pinIcon, tagIcon, uploadIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { accountsText } from '../../messages/accounts.ts'
import { dialogsText } from '../../messages/dialogs.ts'
import type { AccountActions } from './account-actions.ts'
import { useAccounts } from './accounts-state.tsx'
import styles from './selection.module.css'

const Dialog = lazy(async () => ({ default: (await import('../../components/dialog.tsx')).Dialog }))

/** In place of search and title while accounts are being selected. */
export function SelectionHeader(): JSX.Element {
  const accounts = useAccounts()
  const text = () => accountsText().selecting
  return (
    <header class={styles['head']}>
      <IconButton icon={closeIcon} label={text().stop} onClick={() => accounts.setSelection(undefined)} />
      <h1>{text().heading(accounts.selection()?.size ?? 0)}</h1>
      <Button look="quiet" size="small" onClick={() => accounts.setSelection(new Set(accounts.shownIds()))}>
        {text().all}
      </Button>
    </header>
  )
}

/** What can be done to the selected accounts. */
export function SelectionBar(props: { readonly actions: AccountActions }): JSX.Element {
  const accounts = useAccounts()
  const [tagging, setTagging] = createSignal(false)
  const text = () => accountsText().selecting
  const ids = (): readonly string[] => [...(accounts.selection() ?? [])]
  const none = (): boolean => ids().length === 0
  const then = (run: (ids: readonly string[]) => void): void => {
    run(ids())
    accounts.setSelection(undefined)
  }
  const buttons = () => [
    { icon: tagIcon, name: text().tag, word: text().tagShort, run: () => setTagging(true) },
    { icon: pinIcon, name: text().pin, word: text().pinShort, run: () => then(props.actions.pin) },
    // The selection goes along: the way out begins with it.
    {
      icon: uploadIcon,
      name: text().export,
      word: text().exportShort,
      run: () => {
        window.location.hash = '#/export'
      },
    },
    {
      icon: binIcon,
      name: text().bin,
      word: text().binShort,
      run: () => then((ids) => void props.actions.moveToBin(ids)),
    },
  ]
  return (
    <section class={styles['place']} aria-label={text().toolbar} data-selection-bar="">
      <div class={styles['bar']} role="toolbar" aria-label={text().toolbar}>
        <strong aria-hidden="true">{text().heading(ids().length)}</strong>
        <For each={buttons()}>
          {(button) => (
            <button type="button" aria-label={button.name} disabled={none()} onClick={() => button.run()}>
              <Icon path={button.icon} size={19} />
              <span>{button.word}</span>
            </button>
          )}
        </For>
      </div>
      <Suspense>
        <Show when={tagging()}>
          <TagDialog
            ids={ids()}
            actions={props.actions}
            onClose={() => setTagging(false)}
            onSaved={() => accounts.setSelection(undefined)}
          />
        </Show>
      </Suspense>
    </section>
  )
}

function TagDialog(props: {
  readonly ids: readonly string[]
  readonly actions: AccountActions
  readonly onClose: () => void
  readonly onSaved: () => void
}): JSX.Element {
  const accounts = useAccounts()
  const [tags, setTags] = createSignal('')
  const formId = createUniqueId()
  const text = () => accountsText().selecting
  const named = (): readonly string[] =>
    tags()
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '')
  const save = async (): Promise<void> => {
    if (named().length === 0) return
    if (await props.actions.addTags(props.ids, named())) {
      props.onClose()
      props.onSaved()
    }
  }
  return (
    <Dialog
      title={text().tagDialog(props.ids.length)}
      onClose={() => props.onClose()}
      foot={
        <>
          <Button onClick={() => props.onClose()}>{dialogsText().cancel}</Button>
          <Button look="primary" type="submit" form={formId} disabled={named().length === 0}>
            {text().saveTags}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextField
          label={text().addTag}
          help={text().tagHelp}
          value={tags()}
          onInput={setTags}
          list={`${formId}-tags`}
          maxlength={200}
        />
        <datalist id={`${formId}-tags`}>
          <For each={accounts.tags()}>{({ tag }) => <option value={tag} />}</For>
        </datalist>
      </form>
    </Dialog>
  )
}
