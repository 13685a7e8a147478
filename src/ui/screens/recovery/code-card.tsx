import { createSignal, For, Show, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { checkIcon, copyIcon, downloadIcon, infoIcon, printIcon } from '../../components/icon-paths.ts'
import { Tip } from '../../components/tip.tsx'
import { formatNumber } from '../../messages/format.ts'
import { recoveryText } from '../../messages/recovery.ts'
import { saveFile } from '../../primitives/save-file.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import styles from './code-card.module.css'
import { recoveryCodeFile, type KeptCode } from './code-file.ts'
import { CodeSheet } from './code-sheet.tsx'

const dots = '••••'

interface CodeProps {
  readonly groups: readonly string[]
  /** The groups are asked for: what is on the page must not answer. */
  readonly covered: boolean
}

/** The groups of a code, ways to keep them, and where. */
export function CodeCard(props: CodeProps): JSX.Element {
  const workspace = useWorkspace()
  const { clock } = useServices()
  const [printing, setPrinting] = createSignal<KeptCode>()
  const text = () => recoveryText().shown
  const kept = (): KeptCode => ({ groups: props.groups, origin: window.location.origin, at: clock.now() })
  const copy = async (): Promise<void> => {
    const copied = await workspace.clipboard.copy(props.groups.join('-'))
    const said = copied ? text().copied(workspace.settings().clearClipboardAfterMs) : text().copyRefused
    workspace.toasts.show({ text: said, ...(copied ? { icon: checkIcon } : { stayMs: 10_000 }) })
  }
  const save = (): void => {
    saveFile(recoveryCodeFile(kept()))
    workspace.toasts.show({ text: text().saved, icon: downloadIcon })
  }
  return (
    <>
      <ol class={styles['groups']} role="list" aria-label={text().list}>
        <For each={props.groups}>
          {(group, place) => (
            <li data-covered={props.covered ? '' : undefined}>
              <small aria-hidden="true">{formatNumber(place() + 1)}</small>
              {props.covered ? dots : group}
            </li>
          )}
        </For>
      </ol>
      <p class={props.covered ? styles['covered'] : 'visually-hidden'} role="status">
        {props.covered ? text().covered : ''}
      </p>
      <Show when={!props.covered}>
        <div class={styles['ways']}>
          <Button icon={copyIcon} aria-label={text().copyName} onClick={() => void copy()}>
            {text().copy}
          </Button>
          <Button icon={downloadIcon} aria-label={text().saveName} onClick={save}>
            {text().save}
          </Button>
          <Button icon={printIcon} aria-label={text().printName} onClick={() => setPrinting(kept())}>
            {text().print}
          </Button>
        </div>
        <Tip icon={infoIcon}>{text().tip}</Tip>
      </Show>
      <Show when={printing()} keyed>
        {(code) => <CodeSheet code={code} onDone={() => setPrinting(undefined)} />}
      </Show>
    </>
  )
}
