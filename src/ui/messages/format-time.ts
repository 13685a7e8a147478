import { locale } from './format.ts'

/** `09:12` for a Unix time in ms. */
export function formatTime(at: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(at)
}
