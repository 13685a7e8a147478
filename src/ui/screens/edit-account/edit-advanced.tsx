import { createEffect, createSignal, Show, untrack, type JSX } from 'solid-js'
import type { OtpType } from '../../../otp/index.ts'
import type { Proof } from '../../../vault/index.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { eyeIcon } from '../../components/icon-paths.ts'
import { ReauthDialog } from '../../components/reauth-dialog.tsx'
import { accountFormText, editAccountText } from '../../messages/account-form.ts'
import { useWorkspace } from '../../workspace.tsx'
import { AdvancedFields } from '../add-account/advanced-fields.tsx'
import { recognise } from '../add-account/pasted-links.ts'
import { SecretField } from '../add-account/secret-field.tsx'
import { formatSecret } from '../add-account/secret-reading.ts'
import styles from './edit-account-form.module.css'
import type { EditFormModel } from './edit-form-model.ts'
import { needsPin, type EditField } from './edit-form-state.ts'

/** How long a revealed secret stays in the form while nobody changes it, ms. */
const revealedMs = 60_000

/** `Advanced` of an account that exists: a changed value gives other codes, and the key shows itself only on proof. */
export function EditAdvanced(props: { readonly model: EditFormModel }): JSX.Element {
  const [opened, setOpened] = createSignal(false)
  const stopped = (): boolean =>
    (['period', 'counter', 'secret', 'pin'] as const).some((field) => props.model.problem(field) !== undefined)
  const open = (): boolean => opened() || stopped()
  return (
    <AdvancedFields
      form={props.model.form()}
      open={open()}
      onToggle={() => setOpened(!open())}
      onChange={(change) => props.model.change(change)}
      problem={(field) => problemText(props.model, field)}
      onLeave={(field) => props.model.leave(field)}
    >
      <p class={styles['help']}>{editAccountText().advancedHelp}</p>
      <Secret model={props.model} />
      <Show when={needsPin(props.model.form().type)}>
        <TextField
          label={accountFormText().pin}
          data-field="pin"
          help={accountFormText().pinKept}
          value={props.model.form().pin}
          error={problemText(props.model, 'pin')}
          onInput={(pin) => props.model.change({ pin })}
          onBlur={() => props.model.leave('pin')}
        />
      </Show>
    </AdvancedFields>
  )
}

/** What a field has to show by now. */
export function problemText(model: EditFormModel, field: EditField): string | undefined {
  const problem = model.problem(field)
  return problem && accountFormText().problem(problem, model.secret())
}

/** The key of a pasted text: of its link, or the text itself. */
function secretIn(text: string, type: OtpType): string {
  const pasted = recognise(text)
  return pasted.what === 'link' ? formatSecret(pasted.link.secret, type) : text.trim()
}

function Secret(props: { readonly model: EditFormModel }): JSX.Element {
  const workspace = useWorkspace()
  const [asking, setAsking] = createSignal(false)
  const [until, setUntil] = createSignal(0)

  const reveal = async (proof: Proof): Promise<void> => {
    const revealed = await workspace.vault.reveal(props.model.from().id, proof)
    setUntil(workspace.now() + revealedMs)
    props.model.reveal(revealed)
    setAsking(false)
  }
  createEffect(() => {
    if (workspace.now() >= until()) untrack(() => props.model.hideSecret())
  })

  return (
    <>
      <Show
        when={props.model.form().secret !== null}
        fallback={
          <div class={styles['secret']}>
            <span class={styles['label']}>{accountFormText().secret}</span>
            <Button size="small" look="quiet" icon={eyeIcon} onClick={() => setAsking(true)}>
              {editAccountText().showSecret}
            </Button>
          </div>
        }
      >
        <SecretField
          value={props.model.form().secret ?? ''}
          reading={props.model.secret()}
          error={problemText(props.model, 'secret')}
          onInput={(secret) => props.model.change({ secret })}
          onPasted={(text) => props.model.change({ secret: secretIn(text, props.model.form().type) })}
          onLeave={() => props.model.leave('secret')}
        />
      </Show>
      <Show when={asking()}>
        <ReauthDialog
          action={editAccountText().showSecret}
          why={editAccountText().showSecretWhy}
          onConfirm={reveal}
          onPasskey={reveal}
          onClose={() => setAsking(false)}
        />
      </Show>
    </>
  )
}
