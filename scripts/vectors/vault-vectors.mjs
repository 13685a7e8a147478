import { collide } from './gcm-collision.mjs'
import {
  b64u,
  cheapArgon2id,
  cheapPbkdf2,
  counting,
  fixedRandom,
  gcm,
  hex,
  hkdf,
  hmac,
  kdfLine,
  pad,
  passphrase,
  passphraseBytes,
  policyArgon2id,
  sha256,
  slowHash,
  utf8,
} from './primitives.mjs'

const vaultIdBytes = counting(0x10, 16)
const vaultId = b64u(vaultIdBytes)
const vaultKey = counting(0x40, 32)
const nonce = counting(0xb0, 12)
const slotIds = [0x20, 0x21, 0x22].map((first) => b64u(counting(first, 16)))

const fromVaultKey = (purpose) => hkdf(vaultKey, vaultIdBytes, `mfa-manager/vault/v1/${purpose}`)
const recordKey = fromVaultKey('record')
const manifestKey = fromVaultKey('manifest')
const vaultCommit = b64u(fromVaultKey('commit'))

const wrapKeyOf = (secret, slotId) => hkdf(secret, vaultIdBytes, `mfa-manager/vault/v1/slot-wrap/${slotId}`)
const slotCommitOf = (secret, slotId) => hkdf(secret, vaultIdBytes, `mfa-manager/vault/v1/slot-commit/${slotId}`)
const slotText = ({ slotId, kind, params }) => `mfa-manager-slot\n1\n${vaultId}\n${slotId}\n${kind}\n${params}\n`
const kdfText = (kdf) => `${kdfLine(kdf)} salt=${b64u(kdf.salt)}`

function slotOf(slotId, kind, params, secret, content = vaultKey) {
  const wrapped = gcm(wrapKeyOf(secret, slotId), nonce, slotText({ slotId, kind, params }), content)
  return {
    slotId,
    kind,
    params,
    slotCommit: b64u(slotCommitOf(secret, slotId)),
    nonce: b64u(nonce),
    wrapped: b64u(wrapped),
  }
}

function slotsText(slots) {
  const sorted = slots.toSorted((a, b) => (a.slotId < b.slotId ? -1 : 1))
  return sorted.map((slot) => `${slotText(slot)}${slot.slotCommit} ${slot.nonce} ${slot.wrapped}\n`).join('')
}

function recordOf(id, v, plaintext, n = nonce, key = recordKey) {
  const c = gcm(key, n, `mfa-manager-record\n1\n${vaultId}\n${id}\n${v}\n`, plaintext)
  return { id, v, n: b64u(n), c: b64u(c) }
}

const tagOf = ({ c }) => b64u(Buffer.from(c, 'base64url').subarray(-16))

function macOf(epoch, slots, entries) {
  const lines = entries.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, v, tag }) => `${id} ${v} ${tag}\n`)
  const head = `mfa-manager-manifest\n1\n${vaultId}\n${epoch}\n${b64u(sha256(utf8(slotsText(slots))))}\n`
  return b64u(hmac(manifestKey, head + lines.join('')))
}

const pathOf = (about, name) => `vault/${about}-${name}.json`

const flip = (text, at) => {
  const bytes = Buffer.from(text, 'base64url')
  bytes[at < 0 ? bytes.length + at : at] ^= 1
  return b64u(bytes)
}
const sized = (text, length) =>
  b64u(Buffer.concat([Buffer.from(text, 'base64url'), Buffer.alloc(64)]).subarray(0, length))

/** Vectors as [file name, content]. */
export async function vaultVectors() {
  const slots = await soundSlots()
  return [
    ['vault/keys.json', keys()],
    ...(await slotVectors(slots)),
    ...recordVectors(),
    ...manifestVectors(slots),
    ...headerVectors(slots),
    ...passphraseVectors(),
    ['vault/vault.json', wholeVault(slots)],
  ]
}

function keys() {
  const purposes = { recordKey: hex(recordKey), manifestKey: hex(manifestKey), vaultCommit }
  return { comment: 'What a vault key gives', vaultId, vaultKey: hex(vaultKey), ...purposes }
}

async function soundSlots() {
  const secrets = [await slowHash(passphrase, cheapArgon2id), counting(0x60, 20), counting(0x80, 32)]
  const passkey = `cred=AQID salt=${b64u(counting(0, 32))}`
  return [
    { slot: slotOf(slotIds[0], 'passphrase', kdfText(cheapArgon2id), secrets[0]), secret: secrets[0] },
    { slot: slotOf(slotIds[1], 'recovery', 'recovery', secrets[1]), secret: secrets[1] },
    { slot: slotOf(slotIds[2], 'passkey', passkey, secrets[2]), secret: secrets[2] },
  ]
}

async function slotVectors([byPassphrase, byRecovery, byPasskey]) {
  const pbkdf2Secret = await slowHash(passphrase, cheapPbkdf2)
  const pbkdf2 = slotOf(slotIds[0], 'passphrase', kdfText(cheapPbkdf2), pbkdf2Secret)
  const { slot, secret } = byPassphrase
  const right = { passphrase, secret: hex(secret) }
  const recovery = { secret: hex(byRecovery.secret) }
  const damaged = 'crypto/slot-damaged'
  const params = (name, expect, comment, text) => [name, expect, comment, { ...slot, params: text }, right]
  const wrapped = (length) => slotOf(slotIds[1], 'recovery', 'recovery', byRecovery.secret, counting(0x40, length - 16))
  const text = slot.params
  const costly = slotOf(slotIds[0], 'passphrase', kdfText(policyArgon2id), await slowHash(passphrase, policyArgon2id))
  const list = [
    ['passphrase', 'success', 'Argon2id', slot, right],
    ['passphrase-pbkdf2', 'success', 'PBKDF2', pbkdf2, { passphrase, secret: hex(pbkdf2Secret) }],
    ['recovery', 'success', 'A recovery code', byRecovery.slot, recovery],
    ['passkey', 'success', 'The PRF output of a passkey', byPasskey.slot, { secret: hex(byPasskey.secret) }],
    ['wrong-secret', 'wrong-secret', 'One bit of the secret', byRecovery.slot, { secret: hex(counting(0x61, 20)) }],
    [
      'commit',
      'wrong-secret',
      'One bit of slotCommit',
      { ...byRecovery.slot, slotCommit: flip(slot.slotCommit, 0) },
      recovery,
    ],
    [
      'moved',
      'wrong-secret',
      'The content of one slot under the id of another',
      { ...byRecovery.slot, slotId: slotIds[2] },
      recovery,
    ],
    ['weakened', 'wrong-secret', 'Sealed with 64 MiB and three passes, says less', { ...costly, params: text }, right],
    params('limits', 'crypto/kdf-limits', 'Less than is ever taken', text.replace('m=19456 t=2', 'm=19456 t=1')),
    params('limits-i', 'crypto/kdf-limits', 'More than is ever taken', kdfText({ ...cheapPbkdf2, i: 4_294_967_295 })),
    params('text-zero', 'crypto/kdf-text', 'A leading zero', text.replace('t=2', 't=02')),
    params('text-order', 'crypto/kdf-text', 'Another order', text.replace('t=2 p=1', 'p=1 t=2')),
    params('text-space', 'crypto/kdf-text', 'Two spaces', text.replace(' m=', '  m=')),
    params('text-stray-bits', 'crypto/kdf-text', 'A salt in another spelling', text.replace(/.$/, 'x')),
    params('text-other', 'crypto/kdf-text', 'Another hash', 'scrypt n=1024 salt=AAAA'),
    ['params', damaged, 'params of a recovery slot altered', { ...byRecovery.slot, params: 'recovery 2' }, recovery],
    ['kind', damaged, 'kind altered', { ...byRecovery.slot, kind: 'passkey' }, recovery],
    ['nonce', damaged, 'One bit of the nonce', { ...byRecovery.slot, nonce: flip(b64u(nonce), 0) }, recovery],
    ['nonce-short', damaged, 'A nonce of 11 bytes', { ...byRecovery.slot, nonce: sized(b64u(nonce), 11) }, recovery],
    [
      'wrapped-bit',
      damaged,
      'One bit of the wrapped key',
      { ...byRecovery.slot, wrapped: flip(byRecovery.slot.wrapped, 0) },
      recovery,
    ],
    [
      'wrapped-tag',
      damaged,
      'One bit of its tag',
      { ...byRecovery.slot, wrapped: flip(byRecovery.slot.wrapped, -1) },
      recovery,
    ],
    ['wrapped-empty', damaged, 'Nothing wrapped', { ...byRecovery.slot, wrapped: '' }, recovery],
    ...[47, 49, 64].map((length) => [
      `wrapped-${length}`,
      damaged,
      `${length} bytes that do authenticate`,
      wrapped(length),
      recovery,
    ]),
    underTwoSecrets(),
  ]
  return list.map(([name, expect, comment, stored, how]) => [
    pathOf('slot', name),
    { comment, expect, vaultId, slot: stored, ...how, ...(expect === 'success' ? { vaultKey: hex(vaultKey) } : {}) },
  ])
}

/** 48 bytes that authenticate under the wrapping keys of two recovery codes. */
function underTwoSecrets() {
  const secrets = [counting(0x60, 20), counting(0xc0, 20)]
  const named = { slotId: slotIds[1], kind: 'recovery', params: 'recovery' }
  const wrapKeys = secrets.map((secret) => wrapKeyOf(secret, named.slotId))
  const wrapped = collide(wrapKeys, nonce, slotText(named), fixedRandom('slot tag', 16))
  const slot = {
    ...named,
    slotCommit: b64u(fixedRandom('slot commit', 32)),
    nonce: b64u(nonce),
    wrapped: b64u(wrapped),
  }
  const how = { secret: hex(secrets[0]), secrets: secrets.map(hex) }
  return [
    'opens-under-two',
    'wrong-secret',
    'The wrapped key authenticates under two secrets; slotCommit fits neither',
    slot,
    how,
  ]
}

function recordVectors() {
  const [id, otherId] = [b64u(counting(0x30, 16)), b64u(counting(0x31, 16))]
  const json = '{"kind":"account","issuer":"Räksmörgås 🗝"}'
  const record = recordOf(id, 7, pad(json, 256))
  const long = `{"note":"${'n'.repeat(502)}"}`
  const code = 'crypto/record-damaged'
  const otherKey = hkdf(counting(0x41, 32), vaultIdBytes, 'mfa-manager/vault/v1/record')
  const list = [
    ['padded', 'success', 'Padded to 256 bytes', record, json],
    ['exact', 'success', 'Exactly 512 bytes, so there is no padding', recordOf(id, 1, pad(long, 256)), long],
    ['no-padding', 'success', 'Readers do not insist on padding', recordOf(id, 7, utf8('{"a":1}')), '{"a":1}'],
    ['newest', 'success', 'The last version there can be', recordOf(id, 2 ** 53 - 1, pad(json, 256)), json],
    ['swapped', code, 'Stored under the id of another record', { ...record, id: otherId }],
    ['older', code, 'Claims a version later than its own', { ...record, v: 8 }],
    ['other-vault', code, 'Sealed with the key of another vault', recordOf(id, 7, pad(json, 256), nonce, otherKey)],
    ['nonce', code, 'One bit of the nonce', { ...record, n: flip(record.n, 0) }],
    ['nonce-short', code, 'A nonce of 11 bytes', { ...record, n: sized(record.n, 11) }],
    ['nonce-long', code, 'A nonce of 16 bytes', { ...record, n: sized(record.n, 16) }],
    ['first-byte', code, 'One bit of the first byte', { ...record, c: flip(record.c, 0) }],
    ['tag', code, 'One bit of the tag', { ...record, c: flip(record.c, -1) }],
    ['truncated', code, 'The last byte is missing', { ...record, c: sized(record.c, 256 + 15) }],
    ['longer', code, 'A byte too many', { ...record, c: sized(record.c, 256 + 17) }],
    ['short', code, 'Fewer bytes than a tag has', { ...record, c: sized(record.c, 15) }],
    ['empty', code, 'No bytes at all', { ...record, c: '' }],
    ['not-utf-8', code, 'Authentic, but not UTF-8', recordOf(id, 7, Buffer.from([0x22, 0xff, 0x22]))],
  ]
  return list.map(([name, expect, comment, stored, plaintext]) => [
    pathOf('record', name),
    {
      comment,
      expect,
      vaultId,
      vaultKey: hex(vaultKey),
      record: stored,
      ...(plaintext === undefined ? {} : { json: plaintext }),
    },
  ])
}

function manifestVectors(parts) {
  const slots = parts.map(({ slot }) => slot)
  const records = [0x30, 0x31, 0x32].map((first, index) =>
    recordOf(b64u(counting(first, 16)), index + 1, pad('{}', 256)),
  )
  const entries = records.map((record) => ({ id: record.id, v: record.v, tag: tagOf(record) }))
  const sound = { epoch: 42, slots, entries, mac: macOf(42, slots, entries) }
  const foreign = { ...entries[0], id: b64u(counting(0x33, 16)) }
  const changed = (change) => ({ ...sound, ...change })
  const weaker = slots[0].params.replace('t=2', 't=1')
  const unknown = { ...slots[1], slotId: b64u(counting(0x23, 16)), kind: 'smartcard' }
  const withUnknown = [...slots, unknown]
  const list = [
    ['sound', true, 'As it was signed', sound],
    ['order', true, 'Order does not matter', changed({ slots: slots.toReversed(), entries: entries.toReversed() })],
    ['empty', true, 'No records', changed({ entries: [], mac: macOf(42, slots, []) })],
    [
      'unknown-kind',
      true,
      'A kind of slot that is not known',
      changed({ slots: withUnknown, mac: macOf(42, withUnknown, entries) }),
    ],
    ['epoch', false, 'Another epoch', changed({ epoch: 41 })],
    ['record-missing', false, 'A record is missing', changed({ entries: entries.slice(1) })],
    ['record-extra', false, 'A record that nobody signed', changed({ entries: [...entries, foreign] })],
    ['record-twice', false, 'The same record twice', changed({ entries: [...entries, entries[0]] })],
    [
      'record-older',
      false,
      'An older version',
      changed({ entries: [...entries.slice(0, 2), { ...entries[2], v: 2 }] }),
    ],
    [
      'record-tag',
      false,
      'Another content',
      changed({ entries: [{ ...entries[0], tag: flip(entries[0].tag, 0) }, ...entries.slice(1)] }),
    ],
    ['slot-missing', false, 'A slot is missing', changed({ slots: slots.slice(1) })],
    ['slot-extra', false, 'A slot that nobody signed', changed({ slots: withUnknown })],
    [
      'slot-params',
      false,
      'Weaker parameters',
      changed({ slots: [{ ...slots[0], params: weaker }, ...slots.slice(1)] }),
    ],
    [
      'slot-wrapped',
      false,
      'Another wrapped key',
      changed({ slots: [{ ...slots[0], wrapped: slots[1].wrapped }, ...slots.slice(1)] }),
    ],
    ['mac', false, 'One bit of the mac', changed({ mac: flip(sound.mac, 0) })],
    ['mac-short', false, 'A mac of 31 bytes', changed({ mac: sized(sound.mac, 31) })],
    ['mac-empty', false, 'No mac', changed({ mac: '' })],
    ['mac-text', false, 'A mac that is not base64url', changed({ mac: `${sound.mac}=` })],
  ]
  return list.map(([name, isSound, comment, content]) => [
    pathOf('manifest', name),
    { comment, expect: isSound ? 'success' : 'altered', vaultId, vaultKey: hex(vaultKey), ...content },
  ])
}

function headerVectors(parts) {
  const slots = parts.map(({ slot }) => slot)
  const sound = {
    format: 'mfa-manager-vault',
    version: 1,
    minWriter: 1,
    vaultId,
    vaultCommit,
    epoch: 42,
    slots,
    mac: macOf(42, slots, []),
  }
  const code = 'crypto/header'
  const changed = (name, comment, change, expect = code) => [name, expect, comment, { ...sound, ...change }]
  const slot = (name, comment, change, expect) =>
    changed(`slot-${name}`, comment, { slots: [{ ...slots[0], ...change }] }, expect)
  const without = (name) => [`no-${name}`, code, `${name} is missing`, { ...sound, [name]: undefined }]
  const list = [
    changed('sound', 'As it is written', {}, 'success'),
    changed('min-writer', 'Only newer versions may write', { minWriter: 2 }, 'success'),
    changed('no-slot', 'Readable, though nothing opens it', { slots: [] }, 'success'),
    slot('unknown-kind', 'A kind that is not known is kept', { kind: 'smartcard', params: 'card=1' }, 'success'),
    slot('damaged', 'What a slot wraps is left for its opening', { wrapped: '', nonce: 'AAAA' }, 'success'),
    changed('version-2', 'A newer format', { version: 2 }, 'crypto/header-version'),
    [
      'version-2-other',
      'crypto/header-version',
      'A newer format with other members',
      { format: sound.format, version: 2 },
    ],
    ...Object.keys(sound).map(without),
    ['null', code, 'null', null],
    ['list', code, 'A list', [sound]],
    ['text', code, 'A text', 'mfa-manager-vault'],
    changed('format', 'Another format', { format: 'mfa-manager-backup' }),
    changed('version-0', 'version 0', { version: 0 }),
    changed('version-text', 'version "1"', { version: '1' }),
    changed('min-writer-0', 'minWriter 0', { minWriter: 0 }),
    changed('epoch-text', 'epoch is a text', { epoch: '42' }),
    changed('epoch-negative', 'epoch below 0', { epoch: -1 }),
    changed('epoch-fraction', 'epoch is not an integer', { epoch: 1.5 }),
    changed('epoch-huge', 'epoch above 2^53 - 1', { epoch: 2 ** 53 }),
    changed('vault-id-short', 'vaultId of 15 bytes', { vaultId: sized(vaultId, 15) }),
    changed('vault-id-stray-bits', 'vaultId in another spelling', { vaultId: vaultId.replace(/.$/, 'x') }),
    changed('commit-short', 'vaultCommit of 31 bytes', { vaultCommit: sized(vaultCommit, 31) }),
    changed('mac-padding', 'mac with padding', { mac: `${sound.mac}=` }),
    changed('slots-object', 'slots is no list', { slots: {} }),
    changed('slots-many', '65 slots', {
      slots: Array.from({ length: 65 }, (_, index) => ({ ...slots[0], slotId: b64u(counting(index, 16)) })),
    }),
    changed('slot-twice', 'The same slotId twice', { slots: [slots[0], slots[0]] }),
    changed('slot-null', 'A slot is null', { slots: [null] }),
    slot('id', 'slotId of 15 bytes', { slotId: sized(slotIds[0], 15) }),
    slot('kind-line-feed', 'A line feed in kind', { kind: 'passphrase\n' }),
    slot('params-line-feed', 'A line feed in params', { params: 'recovery\nrecovery' }),
    slot('params-number', 'params is a number', { params: 1 }),
    slot('commit-short', 'slotCommit of 31 bytes', { slotCommit: sized(slots[0].slotCommit, 31) }),
    slot('nonce-padding', 'nonce is not base64url', { nonce: '====' }),
    slot('wrapped-number', 'wrapped is a number', { wrapped: 48 }),
  ]
  return list.map(([name, expect, comment, header]) => [pathOf('header', name), { comment, expect, header }])
}

function passphraseVectors() {
  const text = (name, comment, value) => [name, 'success', comment, value, hex(passphraseBytes(value))]
  const list = [
    text('ascii', 'Letters and spaces', 'correct horse battery staple'),
    text('non-ascii', 'Letters outside ASCII', passphrase),
    text('decomposed', 'Typed as a and a combining diaeresis: the same bytes', passphrase.normalize('NFD')),
    text('hangul', 'Jamo that compose', '한글'.normalize('NFD')),
    text('ligature', 'NFC does not take ligatures apart', 'ﬁsh'),
    text('astral', 'A character outside the basic plane', 'key 🗝'),
    text('trailing-space', 'Nothing is trimmed', 'tail '),
    text('only-space', 'A space is a passphrase', ' '),
    text('backslash', 'A backslash and a quote', 'a\\b"c'),
    text('nul', 'A zero character', 'a\u0000b'),
    text('case', 'No case is folded', 'Straße İ'),
    text('byte-order-mark', 'U+FEFF stays', '\ufeffx'),
    text('over-64-bytes', 'Longer than a block of SHA-256', 'passphrase '.repeat(10)),
    text('longest', '1,024 bytes', `${'ä'.repeat(511)}ab`),
    text('longest-after-nfc', 'Over 1,024 bytes before NFC, 1,024 after', 'a\u0308'.repeat(512)),
    ['empty', 'crypto/passphrase-empty', 'Nothing', ''],
    ['too-long', 'crypto/passphrase-too-long', '1,025 bytes', `${'ä'.repeat(512)}a`],
    ['high-surrogate', 'crypto/passphrase-ill-formed', 'The first half of a pair at the end', 'key \ud83d'],
    ['low-surrogate', 'crypto/passphrase-ill-formed', 'The second half of a pair', '\udddd key'],
    ['swapped-surrogates', 'crypto/passphrase-ill-formed', 'A pair the wrong way round', '\udddd\ud83d'],
  ]
  return list.map(([name, expect, comment, value, bytes]) => [
    `passphrase/${name}.json`,
    { comment, expect, text: value, ...(bytes === undefined ? {} : { utf8: bytes }) },
  ])
}

function wholeVault(parts) {
  const slots = parts.map(({ slot }) => slot)
  const plaintexts = ['{"kind":"account","issuer":"One"}', '{"kind":"account","issuer":"Two"}', '{"kind":"settings"}']
  const records = plaintexts.map((json, index) =>
    recordOf(b64u(counting(0x30 + index, 16)), index + 1, pad(json, 256), fixedRandom(`record ${index}`, 12)),
  )
  const entries = records.map((record) => ({ id: record.id, v: record.v, tag: tagOf(record) }))
  const header = { format: 'mfa-manager-vault', version: 1, minWriter: 1, vaultId, vaultCommit, epoch: 42, slots }
  return {
    comment: 'A whole vault: header with three slots, three records',
    expect: 'success',
    passphrase,
    header: { ...header, mac: macOf(42, slots, entries) },
    records,
    plaintexts,
  }
}
