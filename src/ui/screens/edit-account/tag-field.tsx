import { createSignal, createUniqueId, For, Show, type JSX } from 'solid-js'
import { FieldFrame, keptFromManagers } from '../../components/field.tsx'
import { closeIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { editAccountText } from '../../messages/account-form.ts'
import { addTags, suggestTags } from './edit-form-state.ts'
import styles from './tag-field.module.css'

interface TagFieldProps {
  readonly tags: readonly string[]
  /** The tag that is being typed. */
  readonly text: string
  /** Tags that other accounts have. */
  readonly known: readonly string[]
  readonly error: string | undefined
  readonly onTags: (tags: readonly string[]) => void
  readonly onText: (text: string) => void
}

/** The tags of an account and a field that adds to them: Enter, a comma, or leaving it. Backspace takes the last away. */
export function TagField(props: TagFieldProps): JSX.Element {
  const id = createUniqueId()
  const [said, setSaid] = createSignal('')
  const [within, setWithin] = createSignal(false)
  let input: HTMLInputElement | undefined

  const commit = (text: string): void => {
    const tags = addTags(props.tags, text)
    props.onText(tags ? '' : text)
    const added = tags?.slice(props.tags.length) ?? []
    if (!tags || added.length === 0) return
    props.onTags(tags)
    setSaid(added.map((tag) => editAccountText().tagAdded(tag)).join(' '))
  }
  const remove = (tag: string): void => {
    props.onTags(props.tags.filter((other) => other !== tag))
    setSaid(editAccountText().tagRemoved(tag))
    input?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    const [last] = props.tags.slice(-1)
    if (event.key === 'Enter' && props.text.trim() !== '') {
      event.preventDefault()
      commit(props.text)
    } else if (event.key === 'Backspace' && props.text === '' && last !== undefined) remove(last)
  }

  return (
    <FieldFrame id={id} label={editAccountText().tags} error={props.error}>
      <div
        class={styles['field']}
        onFocusIn={() => setWithin(true)}
        onFocusOut={(event) => {
          if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return
          setWithin(false)
          commit(props.text)
        }}
      >
        <div class={styles['control']} data-invalid={props.error ? '' : undefined}>
          <For each={props.tags}>{(tag) => <Tag tag={tag} onRemove={() => remove(tag)} />}</For>
          <input
            ref={(element) => (input = element)}
            id={id}
            type="text"
            dir="auto"
            {...keptFromManagers}
            aria-label={editAccountText().addTag}
            aria-invalid={props.error ? 'true' : undefined}
            aria-describedby={props.error ? `${id}-help` : undefined}
            data-field="tags"
            placeholder={editAccountText().addTag}
            value={props.text}
            onInput={(event) => {
              const { value } = event.currentTarget
              props.onText(value)
              if (value.includes(',')) commit(value)
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <Show when={within()}>
          <Suggestions
            tags={suggestTags(props.known, props.tags, props.text)}
            onChoose={(tag) => {
              props.onText('')
              commit(tag)
              input?.focus()
            }}
          />
        </Show>
        <span class="visually-hidden" role="status">
          {said()}
        </span>
      </div>
    </FieldFrame>
  )
}

function Tag(props: { readonly tag: string; readonly onRemove: () => void }): JSX.Element {
  return (
    <span class={styles['tag']}>
      <span class={styles['text']} dir="auto">
        {props.tag}
      </span>
      <button type="button" aria-label={editAccountText().removeTag(props.tag)} onClick={() => props.onRemove()}>
        <Icon path={closeIcon} size={15} />
      </button>
    </span>
  )
}

/** Tags of other accounts, to be had by one tap while the field is in use. */
function Suggestions(props: {
  readonly tags: readonly string[]
  readonly onChoose: (tag: string) => void
}): JSX.Element {
  return (
    <Show when={props.tags.length > 0}>
      <ul class={styles['suggestions']} role="list" aria-label={editAccountText().knownTags}>
        <For each={props.tags}>
          {(tag) => (
            <li>
              {/* The field keeps the focus: leaving it would take what is typed for a tag. */}
              <button
                type="button"
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => props.onChoose(tag)}
              >
                <span dir="auto">{tag}</span>
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}
