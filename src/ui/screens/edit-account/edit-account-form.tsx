import { createEffect, createMemo, createSignal, on, Show, untrack, type JSX } from 'solid-js'
import type { AccountView } from '../../../account.ts'
import { Button } from '../../components/button.tsx'
import { Switch } from '../../components/choice.tsx'
import { TextAreaField, TextField } from '../../components/field.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { Tile } from '../../components/tile.tsx'
import { accountFormText, editAccountText } from '../../messages/account-form.ts'
import { createPaneLevel } from '../../primitives/pane-level.ts'
import { useWorkspace } from '../../workspace.tsx'
import { readName } from '../add-account/account-form-state.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import styles from './edit-account-form.module.css'
import { EditAdvanced, problemText } from './edit-advanced.tsx'
import { createEditForm, type EditFormModel } from './edit-form-model.ts'
import { createEditSaving } from './edit-saving.ts'
import { IconChooser } from './icon-chooser.tsx'
import { createLeaveGuard, type LeaveGuard } from './leave-guard.tsx'
import { TagField } from './tag-field.tsx'

interface EditAccountProps {
  readonly id: string
  /** Saved, or left without anything to lose. */
  readonly onDone: () => void
  /** Gets the form's guard, for routes that must ask before they leave it. */
  readonly guard?: ((guard: LeaveGuard) => void) | undefined
}

/** The form `Edit account`, for the details pane. An account that is gone shows nothing. */
export function EditAccountForm(props: EditAccountProps): JSX.Element {
  const workspace = useWorkspace()
  // The form belongs to the account as it was opened; what happens to it elsewhere is told, not swapped in.
  const opened = createMemo(() => {
    const { id } = props
    return untrack(() => workspace.account(id))
  })
  return (
    <Show when={opened()} keyed>
      {(view) => <Form view={view} {...props} />}
    </Show>
  )
}

function Form(props: EditAccountProps & { readonly view: AccountView }): JSX.Element {
  const workspace = useWorkspace()
  const model = createEditForm(untrack(() => props.view))
  const [settled, setSettled] = createSignal(false)
  const guard = createLeaveGuard(
    () => !settled() && model.isDirty(),
    () => setSettled(true),
  )
  const saving = createEditSaving(workspace, model, () => {
    setSettled(true)
    props.onDone()
  })
  const level = createPaneLevel()
  let form: HTMLFormElement | undefined

  untrack(() => props.guard?.(guard))
  createEffect(
    on(
      () => workspace.account(props.view.id),
      (latest) => {
        if (latest && !untrack(model.isDirty) && latest.updatedAt !== untrack(model.from).updatedAt)
          model.restart(latest)
      },
    ),
  )

  const submit = (): void => {
    const result = model.submit()
    if ('edit' in result) void saving.save(result.edit)
    else form?.querySelector<HTMLElement>(`[data-field="${result.first}"]`)?.focus()
  }
  const cancel = async (): Promise<void> => {
    if (await guard.confirmLeave()) props.onDone()
  }

  return (
    <form
      ref={(element) => (form = element)}
      class={styles['form']}
      aria-label={editAccountText().title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div class={styles['head']}>
        <Button look="ghost" onClick={() => void cancel()}>
          {accountFormText().cancel}
        </Button>
        <h2 class={styles['title']} aria-level={level(2)}>
          {editAccountText().title}
        </h2>
        <Button look="primary" type="submit" disabled={saving.busy()} aria-busy={saving.busy()}>
          {saving.busy() ? accountFormText().saving : editAccountText().save}
        </Button>
      </div>
      <div class={styles['body']}>
        <FormAlert text={saving.failed()} />
        <Picture model={model} />
        <Fields model={model} />
        <EditAdvanced model={model} />
      </div>
      <Show when={saving.conflict()}>
        {(latest) => (
          <ConflictDialog
            latest={latest()}
            onClose={saving.dismissConflict}
            onKeepMine={() => void saving.keepMine()}
            onTakeTheirs={saving.takeTheirs}
          />
        )}
      </Show>
      <guard.Question />
    </form>
  )
}

function Picture(props: { readonly model: EditFormModel }): JSX.Element {
  const workspace = useWorkspace()
  const [choosing, setChoosing] = createSignal(false)
  const form = () => props.model.form()
  return (
    <div class={styles['picture']}>
      <Tile
        class={styles['tile'] ?? ''}
        issuer={readName(form().issuer) ?? ''}
        account={readName(form().account) ?? ''}
        icon={form().icon ?? undefined}
        glyphs={workspace.settings().issuerIcons}
      />
      <Button size="small" look="quiet" onClick={() => setChoosing(true)}>
        {editAccountText().changeIcon}
      </Button>
      <Show when={choosing()}>
        <IconChooser
          issuer={form().issuer}
          account={form().account}
          icon={form().icon}
          onClose={() => setChoosing(false)}
          onChoose={(icon) => {
            props.model.change({ icon })
            setChoosing(false)
          }}
        />
      </Show>
    </div>
  )
}

function Fields(props: { readonly model: EditFormModel }): JSX.Element {
  const workspace = useWorkspace()
  const form = () => props.model.form()
  const name = (field: 'issuer' | 'account') => ({
    'data-field': field,
    dir: 'auto' as const,
    value: form()[field],
    error: problemText(props.model, field),
    onInput: (value: string) => props.model.change({ [field]: value }),
    onBlur: () => props.model.leave(field),
  })
  const known = createMemo(() => [...new Set(workspace.accounts().flatMap(({ tags }) => tags))].sort())
  return (
    <>
      <TextField label={accountFormText().issuer} {...name('issuer')} />
      <TextField label={accountFormText().account} {...name('account')} />
      <TagField
        tags={form().tags}
        text={form().tagText}
        known={known()}
        error={props.model.problem('tags') && editAccountText().tagTooLong}
        onTags={(tags) => props.model.change({ tags })}
        onText={(tagText) => props.model.change({ tagText })}
      />
      <TextAreaField
        label={editAccountText().note}
        value={form().note}
        error={problemText(props.model, 'note')}
        field="note"
        onInput={(note) => props.model.change({ note })}
      />
      <Switch
        label={editAccountText().hide}
        checked={form().hidden}
        onChange={(hidden) => props.model.change({ hidden })}
      />
    </>
  )
}
