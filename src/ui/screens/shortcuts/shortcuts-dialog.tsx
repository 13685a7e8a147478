import { For, Show, type JSX } from 'solid-js'
import { Dialog } from '../../components/dialog.tsx'
import { Keycap } from '../../components/keycap.tsx'
import { infoIcon } from '../../components/icon-paths.ts'
import { Tip } from '../../components/tip.tsx'
import { shortcutsText } from '../../messages/shortcuts.ts'
import { controlKeyName } from '../../primitives/control-key.ts'
import { useWorkspace } from '../../workspace.tsx'
import styles from './shortcuts-dialog.module.css'

/** What it does, and the keys pressed together; two sets where either will do. */
type Shortcut = readonly [does: string, keys: readonly string[], or?: readonly string[]]

interface Group {
  readonly title: string
  readonly shortcuts: readonly Shortcut[]
}

function groups(): readonly Group[] {
  const text = shortcutsText()
  const control = controlKeyName()
  const alt = control === '⌘' ? '⌥' : 'Alt'
  const lock = control === '⌘' ? ['⇧', '⌘', 'L'] : [control, '⇧', 'L']
  return [
    {
      title: text.find,
      shortcuts: [
        [text.search, ['/'], [control, 'K']],
        [text.justType, ['A–Z']],
        [text.move, ['↑', '↓']],
        [text.ends, ['Home', 'End']],
        [text.clearSearch, ['Esc']],
      ],
    },
    {
      title: text.use,
      shortcuts: [
        [text.copy, ['↵']],
        [text.copyNext, ['⇧', '↵']],
        [text.open, ['→']],
        [text.close, ['←']],
        [text.menu, ['.'], ['⇧', 'F10']],
        [text.pin, ['*']],
        [text.bin, ['Del']],
        [text.reorder, [alt, '↑', '↓']],
      ],
    },
    {
      title: text.app,
      shortcuts: [
        [text.add, ['+']],
        [text.settings, [',']],
        [text.undo, [control, 'Z']],
        [text.lock, lock],
        [text.thisList, ['?']],
      ],
    },
  ]
}

/** Every shortcut, with the keys that this system has. */
export function ShortcutsDialog(props: { readonly onClose: () => void }): JSX.Element {
  const workspace = useWorkspace()
  return (
    <Dialog roomy prose title={shortcutsText().title} onClose={() => props.onClose()}>
      <Show when={!workspace.settings().singleKeys}>
        <Tip icon={infoIcon}>{shortcutsText().singleKeysOff}</Tip>
      </Show>
      <div class={styles['groups']}>
        <For each={groups()}>
          {(group) => (
            <section>
              <h3 class={styles['title']}>{group.title}</h3>
              <dl class={styles['keys']}>
                <For each={group.shortcuts}>
                  {([does, keys, or]) => (
                    <div class={styles['row']}>
                      <dt>{does}</dt>
                      <dd>
                        <Keys keys={keys} />
                        <Show when={or}>
                          {(others) => (
                            <>
                              <span>{shortcutsText().or}</span>
                              <Keys keys={others()} />
                            </>
                          )}
                        </Show>
                      </dd>
                    </div>
                  )}
                </For>
              </dl>
            </section>
          )}
        </For>
      </div>
    </Dialog>
  )
}

function Keys(props: { readonly keys: readonly string[] }): JSX.Element {
  return (
    <For each={props.keys}>
      {(key) => (
        <Keycap large>
          <Show when={shortcutsText().names[key]} fallback={key}>
            {(name) => (
              <>
                <span aria-hidden="true">{key}</span>
                <span class="visually-hidden">{name()}</span>
              </>
            )}
          </Show>
        </Keycap>
      )}
    </For>
  )
}
