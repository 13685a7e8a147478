import type { KdfParameters, KeyStrength } from '../../crypto/index.ts'
import { formatDate, formatList, formatNumber, plural } from './format.ts'
import { messageGroup } from './language.ts'

const strengths: Readonly<Record<KeyStrength, string>> = {
  standard: 'Standard',
  strong: 'Strong',
  strongest: 'Strongest',
}

/** `0.8 s` for ms, with a space that does not break. */
function seconds(ms: number): string {
  return `${formatNumber(Math.max(1, Math.round(ms / 100)) / 10)}\u00a0s`
}

/** `Argon2id, 64 MB, 3 passes.` */
function hash(parameters: KdfParameters): string {
  if (parameters.name === 'pbkdf2-sha256') return `PBKDF2, ${formatNumber(parameters.i)} rounds.`
  const passes = plural(parameters.t, { one: '# pass', other: '# passes' })
  return `Argon2id, ${formatNumber(Math.round(parameters.m / 1024))}\u00a0MB, ${passes}.`
}

/** The slow hash in front of the vault, and whether the passphrase is still known. */
export const keyCareText = messageGroup('keyCare', {
  encryption: 'Encryption',
  encryptionLead: 'How hard each passphrase guess is. Higher protects more and unlocks slower.',
  strength: 'Key strength',
  strengths,
  hash,
  /** ms */
  unlocksIn: (ms: number) => `Unlocks in ${seconds(ms)} on this device.`,
  noChoice: 'This browser cannot run Argon2id, so there is nothing to choose from.',
  outdated: 'Made with less',
  outdatedHelp: 'A slot made today would be harder to guess. Nothing else changes.',
  strengthen: 'Strengthen key',
  speed: 'Speed on this device',
  speedHelp: 'Tries each strength once, without your passphrase.',
  measure: 'Measure',
  measuring: (strength: KeyStrength) => `Trying ${strengths[strength]}…`,
  stop: 'Stop',
  /** ms, or that the device lacks the memory, by strength. */
  measured: (results: readonly (readonly [KeyStrength, number | 'memory'])[]) =>
    `${formatList(
      results.map(([strength, result]) =>
        result === 'memory'
          ? `${strengths[strength]} needs more memory than there is`
          : `${strengths[strength]} ${seconds(result)}`,
      ),
    )}.`,
  notMeasured: 'It could not be measured. Nothing was changed. Reload the page, then try again.',
  /** `ms`: measured on this device. `factor`: as long as with the strength in use. */
  why: (parameters: KdfParameters, { ms, factor }: { readonly ms: number | undefined; readonly factor: number }) => {
    const slower = `Unlocking takes about ${formatNumber(Math.round(factor * 10) / 10)} times as long as now.`
    const time = ms === undefined ? (factor > 1 ? slower : '') : `Unlocking then takes about ${seconds(ms)}.`
    return `${hash(parameters)} ${time} Your passphrase stays the same, and is needed once.`.replaceAll('  ', ' ')
  },
  proceed: 'Continue',
  set: (strength: KeyStrength) => `Key strength is ${strengths[strength]} now.`,
  /** Unix ms */
  changed: (at: number) => `Changed ${formatDate(at)}. Nobody can reset it for you.`,
  reminder: {
    title: 'Type your passphrase once.',
    text: 'You have not needed it for a month, and a passphrase that is never typed is forgotten.',
    action: 'Test passphrase',
    dismiss: 'Dismiss passphrase reminder',
  },
  outdatedNotice: {
    title: 'Your passphrase can be better protected.',
    text: 'Its key was made with an older or weaker setting. Strengthening it takes a moment.',
    dismiss: 'Dismiss key strength notice',
  },
})
