import { createSignal, For, Show, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { infoIcon, warningIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { accountFormText } from '../../messages/account-form.ts'
import { errorText } from '../../messages/errors.ts'
import { isPlain, otherIssuer, readName, type FormField } from './account-form-state.ts'
import type { AccountFormModel } from './account-form-model.ts'
import { AdvancedFields } from './advanced-fields.tsx'
import styles from './by-hand-form.module.css'
import { CodePreview } from './code-preview.tsx'
import { isLink } from './pasted-links.ts'
import { SecretField } from './secret-field.tsx'

interface ByHandProps {
  readonly id: string
  readonly model: AccountFormModel
  /** What came of the codes that filled it in. */
  readonly remarks: readonly string[]
  /** Pasted text with more accounts than one form holds. */
  readonly onSeveral: (text: string) => void
  readonly onSubmit: () => void
  readonly ref: (form: HTMLFormElement) => void
}

/** The form `By hand`, with the code it gives beside it. A link that is pasted or dropped anywhere in it fills it. */
export function ByHandForm(props: ByHandProps): JSX.Element {
  const form = () => props.model.form()
  const take = (text: string): boolean => {
    const taken = props.model.take(text)
    if (taken === 'several') props.onSeveral(text)
    return taken !== 'other'
  }
  const intercept = (event: ClipboardEvent | DragEvent, data: DataTransfer | null): void => {
    if (!take(data?.getData('text/plain') ?? '')) return
    event.preventDefault()
    event.stopPropagation()
  }
  const send = (): void => {
    const withLink = linkFields.find((field) => isLink(form()[field]))
    if (withLink) leave({ model: props.model, take }, withLink)
    else props.onSubmit()
  }
  return (
    <form
      id={props.id}
      ref={(element) => props.ref(element)}
      class={styles['form']}
      noValidate
      onPaste={(event) => intercept(event, event.clipboardData)}
      onDrop={(event) => intercept(event, event.dataTransfer)}
      onKeyDown={(event) => {
        // A disabled button stops Enter from sending the form, and then nothing would say why.
        if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement)) return
        event.preventDefault()
        send()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div class={styles['column']}>
        <FormAlert text={refusal(props.model)} />
        <Names model={props.model} take={take} />
        <Notes model={props.model} remarks={props.remarks} />
        <Secret model={props.model} take={take} />
        <Show when={form().type === 'motp' || form().type === 'yandex'}>
          <TextField
            label={accountFormText().pin}
            data-field="pin"
            value={form().pin}
            error={sentence(props.model, 'pin')}
            onInput={(pin) => props.model.change({ pin })}
            onBlur={() => props.model.leave('pin')}
          />
        </Show>
        <Advanced model={props.model} />
      </div>
      <CodePreview
        issuer={readName(form().issuer) ?? ''}
        account={readName(form().account) ?? ''}
        parameters={props.model.reading().parameters}
      />
    </form>
  )
}

interface PartProps {
  readonly model: AccountFormModel
}

interface LinkPartProps extends PartProps {
  readonly take: (text: string) => boolean
}

function Names(props: LinkPartProps): JSX.Element {
  const name = (field: 'issuer' | 'account') => ({
    'data-field': field,
    dir: 'auto' as const,
    value: props.model.form()[field],
    error: sentence(props.model, field),
    onInput: (value: string) => type(props, field, value),
    onBlur: () => leave(props, field),
  })
  return (
    <div class={styles['names']}>
      <TextField label={accountFormText().issuer} placeholder={accountFormText().issuerExample} {...name('issuer')} />
      <TextField
        label={accountFormText().account}
        placeholder={accountFormText().accountExample}
        {...name('account')}
      />
    </div>
  )
}

function Secret(props: LinkPartProps): JSX.Element {
  return (
    <SecretField
      value={props.model.form().secret}
      reading={props.model.secret()}
      error={sentence(props.model, 'secret')}
      onInput={(value) => type(props, 'secret', value)}
      onPasted={(text) => {
        if (!props.take(text)) props.model.change({ secret: text.trim() })
      }}
      onLeave={() => leave(props, 'secret')}
    />
  )
}

/** What the link or the code that filled the form left to decide or to know. */
function Notes(props: PartProps & { readonly remarks: readonly string[] }): JSX.Element {
  const other = (): string | undefined => otherIssuer(props.model.form())
  const warnings = (): readonly string[] =>
    props.model
      .warnings()
      .flatMap((warning) => (warning === 'issuer-mismatch' ? [] : [accountFormText().warnings[warning]]))
  const notes = (): readonly string[] => [...props.remarks, ...warnings()]
  return (
    <div class={styles['notes']} role="status">
      <Show when={other()}>
        {(issuer) => (
          <div class={styles['mismatch']}>
            <p class={styles['note']}>
              <Icon path={warningIcon} size={16} />
              <span>{accountFormText().twoIssuers(props.model.form().issuer, issuer())}</span>
            </p>
            <Button size="small" look="quiet" onClick={() => props.model.change({ issuer: issuer() })}>
              {accountFormText().useInstead(issuer())}
            </Button>
          </div>
        )}
      </Show>
      <For each={notes()}>
        {(note) => (
          <p class={styles['note']}>
            <Icon path={infoIcon} size={16} />
            <span>{note}</span>
          </p>
        )}
      </For>
    </div>
  )
}

function Advanced(props: PartProps): JSX.Element {
  const [opened, setOpened] = createSignal<boolean>()
  const stopped = (): boolean =>
    (['period', 'counter'] as const).some((field) => props.model.problem(field) !== undefined)
  const open = (): boolean => opened() ?? (!isPlain(props.model.form()) || stopped())
  return (
    <AdvancedFields
      form={props.model.form()}
      open={open() || stopped()}
      onToggle={() => setOpened(!open())}
      onChange={(change) => {
        setOpened(true)
        props.model.change(change)
      }}
      problem={(field) => sentence(props.model, field)}
      onLeave={(field) => props.model.leave(field)}
    />
  )
}

/** What a field has to show by now. */
function sentence(model: AccountFormModel, field: FormField): string | undefined {
  const problem = model.problem(field)
  return problem && accountFormText().problem(problem, model.secret())
}

function refusal(model: AccountFormModel): string | undefined {
  const error = model.refused()
  return error && accountFormText().linkRefused(errorText(error))
}

type LinkField = 'issuer' | 'account' | 'secret'

const linkFields: readonly LinkField[] = ['issuer', 'account', 'secret']

/** Takes what was typed. A whole link that arrives at once, by drop or from a keyboard's clipboard, fills the form. */
function type(props: LinkPartProps, field: LinkField, value: string): void {
  const before = props.model.form()[field]
  props.model.change({ [field]: value })
  if (value.length > before.length + 1 && isLink(value)) {
    // The field shows what it showed before: the link itself is no name and no key.
    props.model.change({ [field]: before })
    props.take(value)
  }
}

/** A link that was typed by hand is whole when the field is left. */
function leave(props: LinkPartProps, field: LinkField): void {
  const value = props.model.form()[field]
  if (isLink(value)) {
    props.model.change({ [field]: '' })
    props.take(value)
  } else props.model.leave(field)
}
