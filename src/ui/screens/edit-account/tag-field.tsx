import { createSignal, createUniqueId, For, type JSX } from 'solid-js'
import { FieldFrame } from '../../components/field.tsx'
import { closeIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { editAccountText } from '../../messages/account-form.ts'
import { addTags } from './edit-form-state.ts'
import styles from './tag-field.module.css'

interface TagFieldProps {
  readonly tags: readonly string[]
  /** The tag that is being typed. */
  readonly text: string
  /** Tags that other accounts have. */
  readonly suggestions: readonly string[]
  readonly error: string | undefined
  readonly onTags: (tags: readonly string[]) => void
  readonly onText: (text: string) => void
}

/** The tags of an account and a field that adds to them: Enter, a comma, or leaving it. Backspace takes the last away. */
export function TagField(props: TagFieldProps): JSX.Element {
  const id = createUniqueId()
  const listId = createUniqueId()
  const [said, setSaid] = createSignal('')
  let input: HTMLInputElement | undefined

  const commit = (text: string): void => {
    const tags = addTags(props.tags, text)
    if (!tags) {
      props.onText(text)
      return
    }
    const added = tags.slice(props.tags.length)
    props.onText('')
    if (added.length === 0) return
    props.onTags(tags)
    setSaid(added.map((tag) => editAccountText().tagAdded(tag)).join(' '))
  }
  const remove = (tag: string): void => {
    props.onTags(props.tags.filter((other) => other !== tag))
    setSaid(editAccountText().tagRemoved(tag))
    input?.focus()
  }
  const suggested = (): readonly string[] => props.suggestions.filter((tag) => !props.tags.includes(tag))

  return (
    <FieldFrame id={id} label={editAccountText().tags} error={props.error}>
      <div class={styles['control']} data-invalid={props.error ? '' : undefined}>
        <For each={props.tags}>
          {(tag) => (
            <span class={styles['tag']}>
              <span class={styles['text']} dir="auto">
                {tag}
              </span>
              <button type="button" aria-label={editAccountText().removeTag(tag)} onClick={() => remove(tag)}>
                <Icon path={closeIcon} size={15} />
              </button>
            </span>
          )}
        </For>
        <input
          ref={(element) => (input = element)}
          id={id}
          type="text"
          dir="auto"
          list={listId}
          autocomplete="off"
          aria-label={editAccountText().addTag}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={props.error ? `${id}-help` : undefined}
          data-field="tags"
          placeholder={editAccountText().addTag}
          value={props.text}
          onInput={(event) => {
            const { value } = event.currentTarget
            // Browsers tell a choice from the list of suggestions like this.
            const chosen = !(event instanceof InputEvent) || event.inputType === 'insertReplacementText'
            props.onText(value)
            if (value.includes(',') || (chosen && suggested().includes(value))) commit(value)
          }}
          onKeyDown={(event) => {
            if (event.isComposing) return
            const [last] = props.tags.slice(-1)
            if (event.key === 'Enter' && props.text.trim() !== '') {
              event.preventDefault()
              commit(props.text)
            } else if (event.key === 'Backspace' && event.currentTarget.value === '' && last !== undefined) {
              remove(last)
            }
          }}
          onBlur={() => commit(props.text)}
        />
        <datalist id={listId}>
          <For each={suggested()}>{(tag) => <option value={tag} />}</For>
        </datalist>
        <span class="visually-hidden" role="status">
          {said()}
        </span>
      </div>
    </FieldFrame>
  )
}
