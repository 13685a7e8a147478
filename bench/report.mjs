// @ts-check
// What benchmarks say, and how it is printed.

/**
 * One figure.
 *
 * @typedef {object} Figure
 * @property {string} what
 * @property {number | string} found A text where there is nothing to compare.
 * @property {string} [unit]
 * @property {number} [budget] The most that it may be.
 * @property {string} [note]
 */

/** @param {readonly number[]} values @returns {number} */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/**
 * The figure of what was measured several times: its median, and the range in the note.
 *
 * @param {string} what
 * @param {readonly number[]} values
 * @param {Partial<Figure>} [more]
 * @returns {Figure}
 */
export function timed(what, values, more = {}) {
  const range = `${shown(Math.min(...values))} to ${shown(Math.max(...values))}`
  return { what, found: median(values), unit: 'ms', ...more, note: [range, more.note].filter(Boolean).join('; ') }
}

/** @param {number} value @returns {string} Three digits that count. */
function shown(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

/**
 * @param {Figure} figure
 * @returns {'ok' | 'OVER' | ''}
 */
export function verdict({ found, budget }) {
  return budget === undefined || typeof found === 'string' ? '' : found <= budget ? 'ok' : 'OVER'
}

/**
 * Prints one line.
 *
 * @param {Figure} figure
 */
export function printFigure(figure) {
  const { what, found, unit = '', budget, note = '' } = figure
  const value = typeof found === 'string' ? found : `${shown(found)} ${unit}`
  const limit = budget === undefined ? '' : `≤ ${budget} ${unit}`
  console.log(`${what.padEnd(58)}${value.padStart(12)}  ${limit.padEnd(12)}${verdict(figure).padEnd(6)}${note}`)
}
