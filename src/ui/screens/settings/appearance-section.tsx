import type { JSX } from 'solid-js'
import type { Density, SortOrder, VaultSettings } from '../../../vault/index.ts'
import { Switch } from '../../components/choice.tsx'
import { Segments } from '../../components/segments.tsx'
import { compactIcon, gridIcon, listIcon } from '../../components/icon-paths.ts'
import { settingsText } from '../../messages/settings.ts'
import { createBreakpoint } from '../../primitives/media.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import { AccentChoice, ThemeChoice } from './colour-choices.tsx'
import { ReadOnlyTip } from './read-only-tip.tsx'
import styles from './sections.module.css'
import { SelectRow, SettingRow, SettingsGroup } from './settings-group.tsx'

const layoutIcons: Readonly<Record<Density, string>> = { list: listIcon, compact: compactIcon, grid: gridIcon }

/** The values of a record of words, as choices in its order. */
function choices<Value extends string>(
  words: Readonly<Record<Value, string>>,
): readonly { value: Value; label: string }[] {
  return (Object.keys(words) as Value[]).map((value) => ({ value, label: words[value] }))
}

interface SectionProps {
  readonly save: (change: Partial<VaultSettings>) => void
}

/** Colours, and how accounts are listed. The theme holds for this browser; the rest is kept in the vault. */
export function AppearanceSection(props: SectionProps): JSX.Element {
  const { appearance } = useServices()
  const workspace = useWorkspace()
  const text = () => settingsText().appearance
  return (
    <div class={styles['groups']}>
      <ReadOnlyTip />
      <SettingsGroup title={text().theme}>
        <ThemeChoice value={appearance.theme()} onChange={(theme) => appearance.setTheme(theme)} />
        <SettingRow label={text().accent} help={text().accents[workspace.settings().accent]}>
          <AccentChoice
            value={workspace.settings().accent}
            disabled={workspace.readOnly()}
            onChange={(accent) => props.save({ accent })}
          />
        </SettingRow>
      </SettingsGroup>
      <AccountList save={props.save} />
    </div>
  )
}

function AccountList(props: SectionProps): JSX.Element {
  const workspace = useWorkspace()
  const breakpoint = createBreakpoint()
  const text = () => settingsText().appearance
  const digitSizes = () => [
    { value: 1, label: text().digitSizes.standard },
    { value: 1.2, label: text().digitSizes.large },
    { value: 1.45, label: text().digitSizes.extraLarge },
  ]
  return (
    <SettingsGroup title={text().list} disabled={workspace.readOnly()}>
      <SettingRow label={text().layout} stacked>
        <Segments
          words
          full={breakpoint() === 'phone'}
          label={text().layout}
          options={choices(text().layouts).map((choice) => ({ ...choice, icon: layoutIcons[choice.value] }))}
          value={workspace.settings().density}
          onChange={(density) => props.save({ density })}
        />
      </SettingRow>
      <SelectRow<SortOrder>
        label={text().sortBy}
        options={choices(text().sortOrders)}
        value={workspace.settings().sort}
        onChange={(sort) => props.save({ sort })}
      />
      <SelectRow<VaultSettings['nextCode']>
        label={text().nextCode}
        help={text().nextCodeHelp}
        options={choices(text().nextCodes)}
        value={workspace.settings().nextCode}
        onChange={(nextCode) => props.save({ nextCode })}
      />
      <SelectRow<number>
        label={text().digitSize}
        options={digitSizes()}
        value={workspace.settings().digitSize}
        onChange={(size) => props.save({ digitSize: size === 1.45 ? 1.45 : size === 1.2 ? 1.2 : 1 })}
      />
      <Switch
        label={text().issuerIcons}
        help={text().issuerIconsHelp}
        checked={workspace.settings().issuerIcons}
        onChange={(issuerIcons) => props.save({ issuerIcons })}
      />
      <Switch
        label={text().singleKeys}
        help={text().singleKeysHelp}
        checked={workspace.settings().singleKeys}
        onChange={(singleKeys) => props.save({ singleKeys })}
      />
      <Switch
        label={text().swipe}
        help={text().swipeHelp}
        checked={workspace.settings().swipeActions}
        onChange={(swipeActions) => props.save({ swipeActions })}
      />
    </SettingsGroup>
  )
}
