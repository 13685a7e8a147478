import { createSignal, lazy, Show, Suspense, type JSX } from 'solid-js'
import type { ConnectedSite, VaultSettings } from '../../../../vault/index.ts'
import { Switch } from '../../../components/choice.tsx'
import { binIcon, shieldCheckIcon } from '../../../components/icon-paths.ts'
import { Tip } from '../../../components/tip.tsx'
import { sitesText } from '../../../messages/sites.ts'
import { useWorkspace } from '../../../workspace.tsx'
import { ReadOnlyTip } from '../read-only-tip.tsx'
import sectionStyles from '../sections.module.css'
import { SettingsGroup } from '../settings-group.tsx'
import { AllowedSites, BlockedSites, OtherSites } from './site-groups.tsx'
import { blockSite, changeAccounts, forgetSite } from './site-changes.ts'
import { RequestLogGroup } from './request-log-group.tsx'
import { createSitesState } from './sites-state.ts'

const SiteAccountsDialog = lazy(async () => ({
  default: (await import('./site-accounts-dialog.tsx')).SiteAccountsDialog,
}))

interface SectionProps {
  readonly save: (change: Partial<VaultSettings>) => void
}

/** Sites that may ask for codes, those that may not, and what they have asked for. */
export function SitesSection(props: SectionProps): JSX.Element {
  const workspace = useWorkspace()
  const state = createSitesState()
  const [changing, setChanging] = createSignal<string>()
  // Gone from the screen when it is removed elsewhere.
  const changed = (): ConnectedSite | undefined => state.allowed(changing() ?? '')
  const { vault, act } = workspace
  const text = sitesText
  const block = (origin: string): void => {
    void act(blockSite(vault, origin, workspace.now()), text().blockedNow(origin))
  }
  const remove = (site: ConnectedSite): void => {
    void act(forgetSite(vault, site), text().removed(site.origin), binIcon)
  }
  const unblock = (site: ConnectedSite): void => {
    void act(forgetSite(vault, site), text().unblocked(site.origin))
  }
  const share = (site: ConnectedSite, ids: readonly string[]): void => {
    setChanging()
    void act(changeAccounts(vault, site, ids), text().changed(site.origin))
  }
  return (
    <div class={sectionStyles['groups']}>
      <ReadOnlyTip />
      <Tip icon={shieldCheckIcon}>{text().what}</Tip>
      <AllowedSites
        sites={state.list().allowed}
        onChange={({ origin }) => setChanging(origin)}
        onBlock={({ origin }) => block(origin)}
        onRemove={remove}
      />
      <OtherSites sites={state.list().others} onBlock={block} />
      <BlockedSites sites={state.list().blocked} onUnblock={unblock} />
      <SettingsGroup title={text().requests} disabled={workspace.readOnly()}>
        <Switch
          label={text().letAsk}
          help={text().letAskHelp}
          checked={workspace.settings().letSitesAsk}
          onChange={(letSitesAsk) => props.save({ letSitesAsk })}
        />
      </SettingsGroup>
      <RequestLogGroup requests={state.requests()} />
      <Suspense>
        <Show when={changed()?.origin} keyed>
          {(origin) => (
            <Show when={state.allowed(origin)}>
              {(site) => (
                <SiteAccountsDialog
                  site={site()}
                  onSave={(ids) => share(site(), ids)}
                  onClose={() => setChanging(undefined)}
                />
              )}
            </Show>
          )}
        </Show>
      </Suspense>
    </div>
  )
}
