import { isCount, isFlag, isJson, isText, unknownMembers, type Json, type TypeGuard } from './json-members.ts'
import {
  defaultSettings,
  type Autosave,
  type ClockCorrection,
  type LastBackup,
  type RecoveryCodeNote,
  type VaultSettings,
} from './settings.ts'

/** The settings as their record says them. */
export interface SettingsContent {
  readonly kind: 'settings'
  readonly settings: VaultSettings
  /** What the record says beside, for a newer version. */
  readonly rest: Json
}

/** The record of the settings (docs/vault-format.md, "Settings"). */
export function formatSettings({ settings, rest }: SettingsContent): Json {
  return { ...rest, kind: 'settings', ...settings }
}

const isDuration = (value: unknown): value is number | null => value === null || isCount(value)

const guards: { readonly [Name in keyof VaultSettings]: TypeGuard<VaultSettings[Name]> } = {
  lockAfterMs: isDuration,
  lockWhenHidden: isFlag,
  clearClipboardAfterMs: isDuration,
  hideCodes: isFlag,
  density: isOneOf(['list', 'compact', 'grid']),
  sort: isOneOf(['name', 'last-used', 'most-used', 'date-added', 'by-hand']),
  nextCode: isOneOf(['ending', 'always', 'never']),
  digitSize: isOneOf([1, 1.2, 1.45]),
  accent: isOneOf(['pine', 'ocean', 'plum', 'clay', 'graphite']),
  issuerIcons: isFlag,
  singleKeys: isFlag,
  swipeActions: isFlag,
  remindBackupAfterMs: isDuration,
  warnOfStorage: isFlag,
  letSitesAsk: isFlag,
  passkeys: (value): value is VaultSettings['passkeys'] =>
    isJson(value) && Object.values(value).every((one) => isJson(one) && isAboutPasskey(one)),
  recoveryCode: (value): value is RecoveryCodeNote | null =>
    value === null ||
    (isJson(value) && isText(value['slotId']) && isCount(value['madeAt']) && isFlag(value['isConfirmed'])),
  keyStrength: isOneOf(['standard', 'strong', 'strongest']),
  passphraseTypedAt: isDuration,
  passphraseChangedAt: isDuration,
  lastBackup: (value): value is LastBackup | null =>
    value === null || (isJson(value) && isCount(value['at']) && isCount(value['accounts']) && isText(value['content'])),
  autosave: (value): value is Autosave | null => value === null || (isJson(value) && isAutosave(value)),
  clockCorrection: (value): value is ClockCorrection | null =>
    value === null || (isJson(value) && Number.isSafeInteger(value['aheadMs']) && isCount(value['at'])),
  dismissedUntil: (value): value is Readonly<Record<string, number>> =>
    isJson(value) && Object.values(value).every(isCount),
}

function isAboutPasskey({ name, createdAt, lastUsedAt = 0 }: Json): boolean {
  return isText(name) && isCount(createdAt) && isCount(lastUsedAt)
}

function isAutosave({ kind, name, keep, savedAt, failed }: Json): boolean {
  const isPlace = (kind === 'file' || kind === 'folder') && isText(name) && isCount(keep) && keep > 0
  return isPlace && isDuration(savedAt) && (failed === null || isText(failed))
}

const known = new Set(['kind', ...Object.keys(guards)])

/** Reads settings. A value that this version does not know counts as not set: a default is never worse than no vault. */
export function parseSettings(json: Json): SettingsContent {
  const settings: Record<string, unknown> = { ...defaultSettings }
  for (const [name, guard] of Object.entries<TypeGuard<unknown>>(guards)) {
    if (guard(json[name])) settings[name] = json[name]
  }
  return { kind: 'settings', settings: settings as unknown as VaultSettings, rest: unknownMembers(json, known) }
}

function isOneOf<const T>(values: readonly T[]): TypeGuard<T> {
  return (value): value is T => values.some((one) => one === value)
}
