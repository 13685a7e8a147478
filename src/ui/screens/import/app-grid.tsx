import { createSignal, createUniqueId, For, lazy, Show, Suspense, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Tile } from '../../components/tile.tsx'
import { appNamesText, type AppId, type GuideId } from '../../messages/app-names.ts'
import { importText } from '../../messages/import.ts'
import styles from './app-grid.module.css'

const GuideDialog = lazy(async () => ({ default: (await import('./guide-dialog.tsx')).GuideDialog }))

/** In the order of the grid: the twelve that most people come from, then the others by name. */
const shownFirst: readonly GuideId[] = [
  'aegis',
  'ente',
  '2fas',
  'google-authenticator',
  'bitwarden',
  'proton-authenticator',
  'raivo',
  'andotp',
  'freeotp-plus',
  'keepass',
  '1password',
  'key-uris',
]

function hasGuide(id: AppId): id is GuideId {
  return id !== 'freeotp-2' && id !== 'zip'
}

/** Every app that exports can be read of. */
export function guidedApps(): readonly GuideId[] {
  const names = appNamesText()
  const others = (Object.keys(names) as AppId[]).filter(hasGuide).filter((id) => !shownFirst.includes(id))
  return [...shownFirst, ...others.sort((a, b) => names[a].localeCompare(names[b]))]
}

/** `Works with`: one button per app, which tells how to export from it and what carries over. */
export function AppGrid(): JSX.Element {
  const headingId = createUniqueId()
  const listId = createUniqueId()
  const [all, setAll] = createSignal(false)
  const [open, setOpen] = createSignal<GuideId>()
  const shown = (): readonly GuideId[] => (all() ? guidedApps() : shownFirst)
  return (
    <section class={styles['section']} aria-labelledby={headingId}>
      <div class={styles['head']}>
        <h2 id={headingId}>{importText().worksWith}</h2>
        <p>{importText().worksWithHelp}</p>
      </div>
      <div class={styles['grid']} id={listId}>
        <For each={shown()}>
          {(id) => (
            <button type="button" class={styles['app']} aria-haspopup="dialog" onClick={() => setOpen(id)}>
              <Tile
                class={styles['tile'] ?? ''}
                issuer={id === 'key-uris' ? '' : appNamesText()[id]}
                account=""
                glyphs={false}
              />
              <span>{appNamesText()[id]}</span>
            </button>
          )}
        </For>
      </div>
      <Button look="quiet" aria-expanded={all()} aria-controls={listId} onClick={() => setAll(!all())}>
        {all() ? importText().showFewer : importText().showAll}
      </Button>
      <Suspense>
        <Show when={open()} keyed>
          {(id) => <GuideDialog app={id} onClose={() => setOpen(undefined)} />}
        </Show>
      </Suspense>
    </section>
  )
}
