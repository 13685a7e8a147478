import { For, Show, type JSX } from 'solid-js'
import { isSharable } from '../../../../api/index.ts'
import { sortAccounts, type ConnectedSite } from '../../../../vault/index.ts'
import { Button } from '../../../components/button.tsx'
import { globeIcon } from '../../../components/icon-paths.ts'
import { Icon } from '../../../components/icon.tsx'
import { accountChoicesText } from '../../../messages/account-choices.ts'
import { sitesText } from '../../../messages/sites.ts'
import { useWorkspace } from '../../../workspace.tsx'
import { SettingsGroup } from '../settings-group.tsx'
import type { BlockedSite, OtherSite } from './site-list.ts'
import styles from './sites.module.css'

interface AllowedProps {
  readonly sites: readonly ConnectedSite[]
  readonly onChange: (site: ConnectedSite) => void
  readonly onBlock: (site: ConnectedSite) => void
  readonly onRemove: (site: ConnectedSite) => void
}

/** Sites that have been allowed for good; where there is none, how one comes here. */
export function AllowedSites(props: AllowedProps): JSX.Element {
  const workspace = useWorkspace()
  const text = sitesText
  const note = () => (workspace.settings().letSitesAsk ? {} : { note: text().off })
  return (
    <SettingsGroup title={text().allowed} disabled={workspace.readOnly()} {...note()}>
      <For
        each={props.sites}
        fallback={
          <div class={styles['none']}>
            <Icon path={globeIcon} size={28} />
            <strong>{text().none}</strong>
            <p>{text().noneHelp}</p>
          </div>
        }
      >
        {(site) => (
          <SiteRow
            strong
            origin={site.origin}
            lines={[accountsOf(site), text().used(site, workspace.now())]}
            actions={
              <>
                <Button
                  size="small"
                  look="quiet"
                  aria-label={text().changeNamed(site.origin)}
                  onClick={() => props.onChange(site)}
                >
                  {text().change}
                </Button>
                <Button
                  size="small"
                  look="quiet"
                  aria-label={text().blockNamed(site.origin)}
                  onClick={() => props.onBlock(site)}
                >
                  {text().block}
                </Button>
                <Button
                  size="small"
                  look="quiet"
                  aria-label={text().removeNamed(site.origin)}
                  onClick={() => props.onRemove(site)}
                >
                  {text().remove}
                </Button>
              </>
            }
          />
        )}
      </For>
    </SettingsGroup>
  )
}

/** What a site may read, in words. */
function accountsOf(site: ConnectedSite): string {
  const workspace = useWorkspace()
  const mine = new Set(site.accountIds)
  const there = workspace.accounts().filter((each) => mine.has(each.id) && isSharable(each))
  if (there.length === 0) return sitesText().noAccounts
  return sitesText().accounts(sortAccounts(there, 'name').views, 0, accountChoicesText().nameless)
}

interface OtherProps {
  readonly sites: readonly OtherSite[]
  readonly onBlock: (origin: string) => void
}

/** Sites that asked and of which nothing is remembered; nothing, where there is none. */
export function OtherSites(props: OtherProps): JSX.Element {
  const workspace = useWorkspace()
  const text = sitesText
  return (
    <Show when={props.sites.length > 0}>
      <SettingsGroup title={text().others} disabled={workspace.readOnly()}>
        <For each={props.sites}>
          {({ origin, count, lastAt }) => (
            <SiteRow
              origin={origin}
              lines={[text().asked(count, lastAt, workspace.now())]}
              actions={
                <Button
                  size="small"
                  look="quiet"
                  aria-label={text().blockNamed(origin)}
                  onClick={() => props.onBlock(origin)}
                >
                  {text().block}
                </Button>
              }
            />
          )}
        </For>
      </SettingsGroup>
    </Show>
  )
}

interface BlockedProps {
  readonly sites: readonly BlockedSite[]
  readonly onUnblock: (site: ConnectedSite) => void
}

/** Sites that may not even ask; nothing, where there is none. */
export function BlockedSites(props: BlockedProps): JSX.Element {
  const workspace = useWorkspace()
  const text = sitesText
  const line = ({ site, asked }: BlockedSite): string =>
    asked ? text().asked(asked.count, asked.lastAt, workspace.now()) : text().blockedOn(site.createdAt, workspace.now())
  return (
    <Show when={props.sites.length > 0}>
      <SettingsGroup title={text().blocked} disabled={workspace.readOnly()}>
        <For each={props.sites}>
          {(blocked) => (
            <SiteRow
              origin={blocked.site.origin}
              lines={[line(blocked)]}
              actions={
                <Button
                  size="small"
                  look="quiet"
                  aria-label={text().unblockNamed(blocked.site.origin)}
                  onClick={() => props.onUnblock(blocked.site)}
                >
                  {text().unblock}
                </Button>
              }
            />
          )}
        </For>
      </SettingsGroup>
    </Show>
  )
}

interface RowProps {
  readonly origin: string
  readonly lines: readonly string[]
  /** With its sign, and its name in bold. */
  readonly strong?: boolean
  readonly actions: JSX.Element
}

/** One site: its whole origin, and what can be done about it. */
function SiteRow(props: RowProps): JSX.Element {
  return (
    <div class={styles['site']} data-strong={props.strong ? '' : undefined}>
      <Show when={props.strong}>
        <span class={styles['sign']}>
          <Icon path={globeIcon} size={20} />
        </span>
      </Show>
      <span class={styles['words']}>
        <span class={styles['origin']}>{props.origin}</span>
        <For each={props.lines}>{(line) => <span class={styles['line']}>{line}</span>}</For>
      </span>
      <span class={styles['actions']}>{props.actions}</span>
    </div>
  )
}
