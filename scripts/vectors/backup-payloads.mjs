import { b64u, counting } from './primitives.mjs'

const id = (first) => b64u(counting(first, 16))
const base = { id: id(0), type: 'totp', secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' }
const withAccount = (change) => ({ accounts: [{ ...base, ...change }] })
const without = (name) => ({ accounts: [Object.fromEntries(Object.entries(base).filter(([key]) => key !== name))] })

const full = {
  createdAt: '2026-11-22T10:00:00.000Z',
  generator: 'mfa-manager/1.0.0',
  vaultId: id(0x10),
  epoch: 42,
  accounts: [
    {
      ...base,
      issuer: 'Räksmörgås AB',
      account: 'åsa@example.com',
      algorithm: 'SHA512',
      digits: 8,
      period: 60,
      note: 'first line\nsecond line "quoted" \\ 🗝',
      tags: ['work', 'päivä'],
      pinned: true,
      icon: { service: 'github', letters: 'RÄ' },
      order: 1.5,
      hidden: true,
      createdAt: 1_763_800_000_000,
      updatedAt: 1_763_800_001_000,
      lastUsedAt: 1_763_800_002_000,
      useCount: 7,
      deletedAt: 1_763_800_003_000,
      colour: { of: ['a', 'newer', 'version'] },
    },
    { id: id(1), type: 'hotp', issuer: 'Counter', account: '', secret: base.secret, counter: 9_007_199_254_740_991 },
    { id: id(2), type: 'steam', issuer: 'Steam', account: 'player', secret: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567' },
    { id: id(3), type: 'motp', issuer: 'mOTP', account: '', secret: 'GAYTEMZU', pin: '1234' },
    { id: id(4), type: 'yandex', issuer: 'Yandex', account: '', secret: base.secret, pin: '5678' },
  ],
  settings: { density: 'grid' },
  kept: [{ row: 'as it came', depth: [[1]] }, 'text', null],
  later: { what: 'a newer version wrote' },
}

const least = { accounts: [base, { ...base, id: id(1), type: 'hotp' }] }

/** [name, comment, plaintext, reasons as [account, member, problem]] */
const about = (name, comment, change, member, problem) => [name, comment, withAccount(change), [[0, member, problem]]]

const refused = [
  ['not-json', 'No JSON', 'backup', []],
  ['empty', 'Nothing', '', []],
  ['list', 'A list', [], []],
  ['not-utf-8', 'A byte that UTF-8 never has', Buffer.from('{"accounts":[],"note":"\xff"}', 'latin1'), []],
  ['too-deep', '65 levels', `{"accounts":[],"x":${'['.repeat(64)}${']'.repeat(64)}}`, []],
  ['no-accounts', 'accounts is missing', { epoch: 1 }, [[null, 'accounts', 'missing']]],
  ['accounts-object', 'accounts is no list', { accounts: {} }, [[null, 'accounts', 'wrong-type']]],
  [
    'created-at',
    'No such day',
    { accounts: [], createdAt: '2026-02-30T00:00:00Z' },
    [[null, 'createdAt', 'out-of-range']],
  ],
  ['epoch', 'epoch is a text', { accounts: [], epoch: '1' }, [[null, 'epoch', 'wrong-type']]],
  ['settings', 'settings is a list', { accounts: [], settings: [] }, [[null, 'settings', 'wrong-type']]],
  ['account-text', 'An account is a text', { accounts: ['x'] }, [[0, '', 'wrong-type']]],
  ['no-id', 'id is missing', without('id'), [[0, 'id', 'missing']]],
  ['no-type', 'type is missing', without('type'), [[0, 'type', 'missing']]],
  ['no-secret', 'secret is missing', without('secret'), [[0, 'secret', 'missing']]],
  ['same-id', 'The same id twice', { accounts: [base, base] }, [[1, 'id', 'twice']]],
  about('id', 'An id of 15 bytes', { id: b64u(counting(0, 15)) }, 'id', 'not-an-id'),
  about('type', 'A type that is not known', { type: 'ocra' }, 'type', 'otp/unsupported-type'),
  about('secret-empty', 'A secret of no bytes', { secret: '' }, 'secret', 'otp/empty-secret'),
  about('secret-lower', 'base32 in lower case', { secret: base.secret.toLowerCase() }, 'secret', 'not-base32'),
  about('secret-padded', 'base32 with padding', { secret: 'GEZA====' }, 'secret', 'not-base32'),
  about('secret-stray-bits', 'base32 with bits that say nothing', { secret: 'GEZB' }, 'secret', 'not-base32'),
  about('secret-one', 'base32 with a 1', { secret: 'GEZD1NBV' }, 'secret', 'not-base32'),
  about('secret-long', 'A secret of 513 bytes', { secret: 'A'.repeat(821) }, 'secret', 'otp/secret-too-long'),
  about('algorithm', 'A spelling of other apps', { algorithm: 'sha1' }, 'algorithm', 'out-of-range'),
  about('digits', 'Eleven digits', { digits: 11 }, 'digits', 'otp/invalid-digits'),
  about('digits-text', 'digits is a text', { digits: '6' }, 'digits', 'wrong-type'),
  about('period', 'A period of nothing', { period: 0 }, 'period', 'otp/invalid-period'),
  about('counter', 'A counter below 0', { type: 'hotp', counter: -1 }, 'counter', 'out-of-range'),
  about('issuer', 'An issuer of 1,025 code points', { issuer: '🗝'.repeat(1025) }, 'issuer', 'too-long'),
  about('note', 'A note of 10,001 code points', { note: 'n'.repeat(10_001) }, 'note', 'too-long'),
  about('note-null', 'note is null', { note: null }, 'note', 'wrong-type'),
  about('tags', 'A tag that is a number', { tags: [1] }, 'tags', 'wrong-type'),
  about('pinned', 'pinned is a number', { pinned: 1 }, 'pinned', 'wrong-type'),
  about('icon', 'service of the icon is a number', { icon: { service: 1 } }, 'icon.service', 'wrong-type'),
  about('use-count', 'Half a use', { useCount: 0.5 }, 'useCount', 'out-of-range'),
  [
    'two-accounts',
    'Two accounts, each with a fault of its own, and a sound one between them',
    {
      accounts: [
        { ...base, secret: '?' },
        { ...base, id: id(1) },
        { ...base, id: id(2), note: 1, digits: 3 },
      ],
    },
    [
      [0, 'secret', 'not-base32'],
      [2, 'digits', 'otp/invalid-digits'],
      [2, 'note', 'wrong-type'],
    ],
  ],
]

export const payloads = { full, least, refused }
