import { For, Show, type JSX } from 'solid-js'
import { Dialog } from '../../components/dialog.tsx'
import { appNamesText, type GuideId } from '../../messages/app-names.ts'
import { importText } from '../../messages/import.ts'
import { movingFromText } from '../../messages/moving-from.ts'
import styles from './guide-dialog.module.css'

/** How to export from an app, what carries over and what does not. */
export function GuideDialog(props: { readonly app: GuideId; readonly onClose: () => void }): JSX.Element {
  const guide = () => movingFromText()[props.app]
  return (
    <Dialog prose title={importText().guideTitle(appNamesText()[props.app])} onClose={() => props.onClose()}>
      <div class={styles['guide']}>
        <section>
          <h3>{importText().guideSteps}</h3>
          <ol>
            <For each={guide().steps}>{(step) => <li>{step}</li>}</For>
          </ol>
        </section>
        <section>
          <h3>{importText().guideKept}</h3>
          <p>{guide().kept}</p>
        </section>
        <Show when={guide().lost}>
          {(lost) => (
            <section>
              <h3>{importText().guideLost}</h3>
              <p>{lost()}</p>
            </section>
          )}
        </Show>
      </div>
    </Dialog>
  )
}
