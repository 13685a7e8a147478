import { language } from './language.ts'

/** The language in use, in the region that the browser asks for: 22 November 2026 or November 22, 2026. */
export function locale(): string {
  const { tag } = language()
  const asked = typeof navigator === 'undefined' ? [] : navigator.languages
  return asked.find((each) => each.split('-')[0] === tag) ?? tag
}

/** Keeps what was made for one locale: making a formatter takes a hundred times as long as using it. */
function kept<Formatter>(make: (locale: string) => Formatter): (locale: string) => Formatter {
  let last: { readonly locale: string; readonly formatter: Formatter } | undefined
  return (locale) => {
    if (last?.locale !== locale) last = { locale, formatter: make(locale) }
    return last.formatter
  }
}

const pluralRules = kept((tag) => new Intl.PluralRules(tag))
const numberFormat = kept((tag) => new Intl.NumberFormat(tag))
const dateFormat = kept((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'long' }))

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }

/** The form of a sentence that fits a count, by the plural rules of the language in use. `#` stands for the number. */
export function plural(count: number, forms: Forms): string {
  const form = pluralRules(language().tag).select(count)
  return (forms[form] ?? forms.other).replaceAll('#', formatNumber(count))
}

/** A whole number with the language's digits and separators. */
export function formatNumber(value: number): string {
  return numberFormat(locale()).format(value)
}

/** `18 April 2025` for a Unix time in ms. */
export function formatDate(at: number): string {
  return dateFormat(locale()).format(at)
}

/** `18 April 2025 at 09:12` for a Unix time in ms. */
export function formatDateTime(at: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeStyle: 'short' }).format(at)
}

/** `1.4 MB` for a size in bytes. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1000 ** step)
}

/** `a, b and c`. */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(locale()).format(items)
}
