import {
  createEffect,
  createMemo,
  createResource,
  createSignal,
  createUniqueId,
  For,
  Match,
  Show,
  Switch,
  untrack,
  type JSX,
} from 'solid-js'
import type { AccountIcon } from '../../../account.ts'
import { Button } from '../../components/button.tsx'
import { Segments } from '../../components/segments.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TextField } from '../../components/field.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { Tile } from '../../components/tile.tsx'
import { editAccountText } from '../../messages/account-form.ts'
import { dialogsText } from '../../messages/dialogs.ts'
import { choiceOf, iconOf, matchingServices, takeLetters, type IconChoice, type IconKind } from './icon-choice.ts'
import styles from './icon-chooser.module.css'

interface IconChooserProps {
  readonly issuer: string
  readonly account: string
  readonly icon: AccountIcon | null
  readonly onChoose: (icon: AccountIcon | null) => void
  readonly onClose: () => void
}

const kinds: readonly IconKind[] = ['auto', 'service', 'letters']

/** `Change icon`: the issuer's own, any service's glyph, or letters. */
export function IconChooser(props: IconChooserProps): JSX.Element {
  const [choice, setChoice] = createSignal(untrack(() => choiceOf(props.icon)))
  const change = (change: Partial<IconChoice>): void => {
    setChoice((choice) => ({ ...choice, ...change }))
  }
  const incomplete = (): boolean => choice().kind !== 'auto' && iconOf(choice()) === null
  return (
    <Dialog
      title={editAccountText().icon.title}
      onClose={() => props.onClose()}
      foot={
        <>
          <Button onClick={() => props.onClose()}>{dialogsText().cancel}</Button>
          <Button look="primary" disabled={incomplete()} onClick={() => props.onChoose(iconOf(choice()))}>
            {editAccountText().icon.done}
          </Button>
        </>
      }
    >
      <div class={styles['head']}>
        <Tile
          class={styles['tile'] ?? ''}
          issuer={props.issuer}
          account={props.account}
          icon={iconOf(choice()) ?? undefined}
        />
        <Segments
          full
          label={editAccountText().icon.kind}
          value={choice().kind}
          options={kinds.map((value) => ({ value, label: editAccountText().icon.kinds[value] }))}
          onChange={(kind) => change({ kind })}
        />
      </div>
      <Switch>
        <Match when={choice().kind === 'auto'}>
          <p class={styles['help']}>{editAccountText().icon.automatic}</p>
        </Match>
        <Match when={choice().kind === 'service'}>
          <ServicePicker chosen={choice().service} onChoose={(service) => change({ service })} />
        </Match>
        <Match when={choice().kind === 'letters'}>
          <TextField
            label={editAccountText().icon.letters}
            value={choice().letters}
            onInput={(text) => change({ letters: text })}
            onBlur={() => change({ letters: takeLetters(choice().letters) })}
          />
        </Match>
      </Switch>
    </Dialog>
  )
}

function ServicePicker(props: { readonly chosen: string; readonly onChoose: (slug: string) => void }): JSX.Element {
  const name = createUniqueId()
  const [text, setText] = createSignal('')
  const [services] = createResource(async () => (await import('../../issuers/glyph-book.ts')).glyphChoices())
  let list: HTMLDivElement | undefined
  createEffect(() => {
    if (services.error || !services()) return
    list?.querySelector('input:checked')?.scrollIntoView({ block: 'nearest' })
  })
  const found = createMemo(() => (services.error ? [] : matchingServices(services() ?? [], text())))
  return (
    <>
      <FormAlert text={services.error ? editAccountText().icon.loadFailed : undefined} />
      <TextField label={editAccountText().icon.search} value={text()} onInput={setText} />
      <div
        ref={(element) => (list = element)}
        class={styles['services']}
        role="radiogroup"
        aria-label={editAccountText().icon.services}
      >
        <For each={found()}>
          {(service) => (
            <label class={styles['service']}>
              <input
                type="radio"
                name={name}
                value={service.slug}
                checked={service.slug === props.chosen}
                onChange={() => props.onChoose(service.slug)}
              />
              <svg viewBox="0 0 24 24" width="20" height="20" fill="currentColor" aria-hidden="true">
                <path d={service.path} />
              </svg>
              <span>{service.name}</span>
            </label>
          )}
        </For>
      </div>
      <Show when={services() && found().length === 0}>
        <p class={styles['help']} role="status">
          {editAccountText().icon.none(text())}
        </p>
      </Show>
    </>
  )
}
