import { formatDate, formatNumber, plural } from './format.ts'
import { messageGroup } from './language.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** `47 s`, `2 min 5 s`, `3 h 20 min` or `1 day 4 h`, for a difference in ms of either sign. */
function difference(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000)
  const parts = (large: string, rest: number, unit: string): string => (rest === 0 ? large : `${large} ${rest} ${unit}`)
  if (seconds < minute) return `${seconds} s`
  if (seconds < hour) return parts(`${Math.floor(seconds / minute)} min`, seconds % minute, 's')
  if (seconds < day) return parts(`${Math.floor(seconds / hour)} h`, Math.floor((seconds % hour) / minute), 'min')
  const days = Math.floor(seconds / day)
  const said = plural(days, { one: '# day', other: '# days' })
  return days >= 7 ? said : parts(said, Math.floor((seconds % day) / hour), 'h')
}

const aheadOrBehind = (aheadMs: number): string => `${difference(aheadMs)} ${aheadMs < 0 ? 'behind' : 'ahead'}`

/** This device's clock, and codes that allow for it. */
export const clockText = messageGroup('clock', {
  wrong: (aheadMs: number) => `This device’s clock is ${aheadOrBehind(aheadMs)}.`,
  wrongText: 'Sites may refuse these codes. Set the clock, or let the codes allow for it.',
  correct: 'Correct codes',
  stop: 'Stop correcting',
  dismiss: 'Dismiss clock warning',
  changed: (byMs: number) => `This device’s clock was set back by ${difference(byMs)} while the app was open.`,
  changedText: 'Nothing is here to compare it with. Sites may refuse these codes until the clock is right.',
  lost: 'Codes are not corrected now.',
  lostText: (aheadMs: number) =>
    `This device’s clock was ${aheadOrBehind(aheadMs)} when it was last compared; since then it was set, or a month has passed. Once the app’s host answers, codes are corrected again.`,
  corrected: (byMs: number) => `Codes are corrected by ${difference(byMs)}.`,
  stopped: 'Codes follow this device’s clock.',
  row: {
    within: (ms: number) => `Within ${formatNumber(Math.max(1, Math.ceil(ms / 1000)))} s of the app’s host.`,
    differs: (aheadMs: number) => `${difference(aheadMs)} ${aheadMs < 0 ? 'behind' : 'ahead of'} the app’s host.`,
    unknown: 'Not compared: the app’s host has not answered.',
    remembered: (byMs: number, at: number) =>
      `Codes are corrected by ${difference(byMs)}, as measured on ${formatDate(at)}.`,
    ready: 'Codes are corrected when it is wrong.',
    compare: 'Compare now',
  },
})
