// @ts-check
/** Files with millions of records take seconds even where nothing else runs. */
const slowLimitMs = 90_000

/**
 * @typedef Part
 * @property {readonly string[]} mutate
 * @property {readonly string[]} tests
 * @property {readonly string[]} [without]
 * @property {number} [testLimitMs] How long one test may take: one that waits for what a mutant never does fails then, in
 *   place of the whole process.
 */

/**
 * What mutation testing takes at a time: files, and the unit tests that answer for them. A part is small enough for its
 * tests to be run thousands of times; tests that ask for slow hashes, or for millions of records, are left out where
 * quick ones say the same.
 *
 * @type {Readonly<Record<string, Part>>}
 */
export const parts = {
  otp: room('otp'),
  crypto: room('crypto'),
  vault: room('vault'),
  transfer: {
    testLimitMs: slowLimitMs,
    mutate: ['src/transfer/*.ts', '!src/**/*.worker.ts'],
    tests: [
      'test/unit/transfer/*.test.ts',
      'test/unit/transfer/exports/export.test.ts',
      // They share what lies in the room itself: rows of sign-ins, lists of records, links in several parts.
      ...formats(
        'bitwarden',
        'google-authenticator',
        'keepassxc-csv',
        'lastpass',
        'one-password',
        'proton-pass',
        'raivo',
      ),
    ],
    without: ['test/unit/transfer/faults.test.ts'],
  },
  backup: {
    testLimitMs: slowLimitMs,
    mutate: ['src/transfer/backup/*.ts'],
    tests: ['test/unit/transfer/backup/*.test.ts'],
    without: ['test/unit/transfer/backup/{independent-reader,round-trip}.test.ts'],
  },
  containers: {
    testLimitMs: slowLimitMs,
    mutate: ['src/transfer/containers/*.ts', '!src/transfer/containers/{kdbx*,gunzip,byte-reader}.ts'],
    tests: ['test/unit/transfer/containers/*.test.ts', ...formats('freeotp-2')],
  },
  keepass: {
    testLimitMs: slowLimitMs,
    mutate: ['src/transfer/containers/{kdbx*,gunzip,byte-reader}.ts', 'src/transfer/formats/keepass*.ts'],
    tests: formats('keepass', 'keepassxc-csv'),
  },
  exports: {
    testLimitMs: slowLimitMs,
    mutate: ['src/transfer/exports/*.ts'],
    tests: ['test/unit/transfer/exports/*.test.ts'],
  },
  formats: {
    testLimitMs: slowLimitMs,
    mutate: ['src/transfer/formats/*.ts', '!src/transfer/formats/keepass*.ts'],
    tests: ['test/unit/transfer/formats/*.test.ts'],
    without: formats('keepass'),
  },
}

/** @param {string} name @returns {Part} */
function room(name) {
  return { mutate: [`src/${name}/**/*.ts`, '!src/**/*.worker.ts'], tests: [`test/unit/${name}/**/*.test.ts`] }
}

/** @param {readonly string[]} names */
function formats(...names) {
  return names.map((name) => `test/unit/transfer/formats/${name}.test.ts`)
}

/**
 * @param {string | undefined} name - As in `MFA_MUTATED_PART`.
 * @returns {Part}
 */
export function partOf(name) {
  const part = parts[name ?? 'otp']
  if (part === undefined) throw new Error(`There is no part ${name}; there are ${Object.keys(parts).join(', ')}`)
  return part
}
