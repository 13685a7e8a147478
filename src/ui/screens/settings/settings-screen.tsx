import { createMemo, createSignal, For, Match, Show, Switch, type JSX } from 'solid-js'
import type { VaultSettings } from '../../../vault/index.ts'
import {
  chevronRightIcon,
  databaseIcon,
  globeIcon,
  infoIcon,
  paletteIcon,
  shieldIcon,
} from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { Page } from '../../components/page.tsx'
import { shellText } from '../../messages/shell.ts'
import { settingsText } from '../../messages/settings.ts'
import { createBreakpoint } from '../../primitives/media.ts'
import { useWorkspace } from '../../workspace.tsx'
import { AboutSection } from './about-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { BackupsSection } from './backups-section.tsx'
import { SecuritySection } from './security-section.tsx'
import styles from './settings-screen.module.css'
import { SitesSection } from './sites/sites-section.tsx'

const sections = [
  { name: 'security', icon: shieldIcon },
  { name: 'appearance', icon: paletteIcon },
  { name: 'backups', icon: databaseIcon },
  { name: 'sites', icon: globeIcon },
  { name: 'about', icon: infoIcon },
] as const

type Section = (typeof sections)[number]['name']

interface SettingsProps {
  /** From the address; what is none of the sections counts as none. */
  readonly section: string | undefined
  /** Goes to a section, or to the index of a phone. */
  readonly onSection: (section?: string) => void
  readonly onBack: () => void
}

/** Settings: an index and one section beside it, or one after the other on a phone. Every change is saved at once. */
export function SettingsScreen(props: SettingsProps): JSX.Element {
  const workspace = useWorkspace()
  const breakpoint = createBreakpoint()
  const phone = (): boolean => breakpoint() === 'phone'
  const named = (): Section | undefined => sections.find(({ name }) => name === props.section)?.name
  const section = createMemo(() => named() ?? (phone() ? undefined : 'security'))
  const inside = (): Section | undefined => (phone() ? section() : undefined)
  const [refused, setRefused] = createSignal(0)
  const save = (change: Partial<VaultSettings>): void => {
    workspace.vault.changeSettings(change).catch((error: unknown) => {
      workspace.report(error)
      setRefused((count) => count + 1)
    })
  }
  // A control that was turned shows what it was turned to; drawn anew, it shows what is kept.
  const shown = createMemo(() => ({ section: section(), refused: refused() }))

  const go = (to: Section): void => {
    props.onSection(to)
    // The link that had the focus is gone on a phone.
    if (phone()) queueMicrotask(() => document.getElementById('main')?.focus({ preventScroll: true }))
  }
  const back = (): void => {
    const from = inside()
    if (!from) {
      props.onBack()
      return
    }
    props.onSection()
    queueMicrotask(() => document.querySelector<HTMLElement>(`[data-section="${from}"]`)?.focus())
  }

  return (
    <Page
      wide
      title={inside() ? settingsText().sections[inside() ?? 'security'] : settingsText().heading}
      backLabel={inside() ? settingsText().back : shellText().backToAccounts}
      onBack={back}
    >
      <div class={styles['settings']}>
        <Show when={!inside()}>
          <SectionLinks current={phone() ? undefined : section()} phone={phone()} onGo={go} />
        </Show>
        <Show when={shown()} keyed>
          {(what) => (
            <Switch>
              <Match when={what.section === 'security'}>
                <SecuritySection save={save} />
              </Match>
              <Match when={what.section === 'appearance'}>
                <AppearanceSection save={save} />
              </Match>
              <Match when={what.section === 'backups'}>
                <BackupsSection save={save} />
              </Match>
              <Match when={what.section === 'sites'}>
                <SitesSection save={save} />
              </Match>
              <Match when={what.section === 'about'}>
                <AboutSection />
              </Match>
            </Switch>
          )}
        </Show>
      </div>
    </Page>
  )
}

interface SectionLinksProps {
  readonly current: Section | undefined
  readonly phone: boolean
  readonly onGo: (section: Section) => void
}

function SectionLinks(props: SectionLinksProps): JSX.Element {
  return (
    <nav class={styles['index']} aria-label={settingsText().heading}>
      <For each={sections}>
        {({ name, icon }) => (
          <a
            class={styles['link']}
            href={`#/settings/${name}`}
            data-section={name}
            aria-current={props.current === name ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault()
              props.onGo(name)
            }}
          >
            <Icon path={icon} />
            <span>{settingsText().sections[name]}</span>
            <Show when={props.phone}>
              <Icon path={chevronRightIcon} size={18} />
            </Show>
          </a>
        )}
      </For>
    </nav>
  )
}
