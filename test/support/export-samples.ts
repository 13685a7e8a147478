import { gunzipSync } from 'node:zlib'
import { decodeBase64, encodeBase64, encodeHex } from '../../src/encoding/index.ts'
import type { ExportFile, FormatId, TransferErrorCode } from '../../src/transfer/index.ts'
import { javaMap } from './java-map.ts'
import ownBackup from '../vectors/backup/accounts-least.json' with { type: 'json' }
import { kdbxOf } from './write-kdbx.ts'

/** The smallest file of a format that is worth opening: one account, Forge of ada, or nothing but what tells it apart. */
export interface ExportSample {
  /** The row of the registry that it belongs to. */
  readonly format: FormatId
  /** Which of the forms of that format. */
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** What opening it comes to; else the code of the refusal. */
  readonly outcome: 'open' | 'locked' | TransferErrorCode
}

const secret = 'JBSWY3DPEHPK3PXP'
const secretBytes = [72, 101, 108, 108, 111, 33, -34, -83, -66, -17]
const link = `otpauth://totp/Forge:ada?secret=${secret}&issuer=Forge&algorithm=SHA1&digits=6&period=30`

function text(
  format: FormatId,
  name: string,
  content: string,
  outcome: ExportSample['outcome'] = 'open',
): ExportSample {
  return { format, name, bytes: new TextEncoder().encode(content), outcome }
}

function json(format: FormatId, name: string, value: unknown, outcome?: ExportSample['outcome']): ExportSample {
  return text(format, name, JSON.stringify(value), outcome)
}

function preferences(format: FormatId, entries: Readonly<Record<string, string>>): ExportSample {
  const strings = Object.entries(entries).map(
    ([name, value]) => `<string name="${name}">${value.replaceAll('"', '&quot;')}</string>`,
  )
  const xml = `<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>${strings.join('')}</map>`
  return text(format, 'preferences', xml)
}

/** A database that Python's sqlite3 wrote, compressed: one table with one row. */
function sqlite(format: FormatId, gzip: string): ExportSample {
  return { format, name: 'database', bytes: Uint8Array.from(gunzipSync(decodeBase64(gzip))), outcome: 'open' }
}

/** Bytes that nobody can tell from chance. */
function noise(length: number, prefix = ''): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from({ length }, (_, at) => (Math.imul(at + 1, 0x9e3779b1) >>> 13) & 255)
  bytes.set(new TextEncoder().encode(prefix))
  return bytes
}

const base64 = (length: number): string => encodeBase64(noise(length))

/** What Battle.net's app lays over its texts. */
const battleNetMask =
  '398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773fa59ba47c17ca6c6479015c1d5b8b8f6b9a'

function battleNet(hidden: string): string {
  const bytes = new TextEncoder().encode(hidden)
  return encodeHex(bytes.map((byte, at) => byte ^ Number.parseInt(battleNetMask.slice(at * 2, at * 2 + 2), 16)))
}

const freeOtpToken = {
  algo: 'SHA1',
  counter: 0,
  digits: 6,
  issuerExt: 'Forge',
  issuerInt: 'Forge',
  label: 'ada',
  period: 30,
  secret: secretBytes,
  type: 'TOTP',
}

const sealedFreeOtpKey = {
  mCipher: 'AES/GCM/NoPadding',
  mCipherText: Array.from(new Int8Array(noise(48).buffer)),
  mParameters: [48, 17, 4, 12, ...secretBytes, 1, 2, 2, 1, 16],
  mToken: 'AES',
}

const authenticators: readonly ExportSample[] = [
  text('mfa-manager', 'backup', ownBackup.file, 'locked'),
  json('aegis', 'plain', {
    version: 1,
    header: { slots: null, params: null },
    db: {
      version: 3,
      entries: [
        {
          type: 'totp',
          uuid: '3ae6f1ad-2e65-4ed2-a953-1ec0dff2386d',
          name: 'ada',
          issuer: 'Forge',
          note: 'x',
          favorite: true,
          icon: null,
          info: { secret, algo: 'SHA1', digits: 6, period: 30 },
          groups: ['g'],
        },
      ],
      groups: [{ uuid: 'g', name: 'Work' }],
    },
  }),
  json('2fas', 'plain', {
    schemaVersion: 4,
    appOrigin: 'android',
    groups: [{ id: 'g', name: 'Work' }],
    services: [
      {
        name: 'Forge',
        secret,
        updatedAt: 1_738_059_994_570,
        groupId: 'g',
        order: { position: 0 },
        otp: {
          label: 'ada',
          account: 'ada',
          issuer: 'Forge',
          digits: 6,
          period: 30,
          algorithm: 'SHA1',
          tokenType: 'TOTP',
        },
      },
    ],
  }),
  json(
    'ente',
    'encrypted',
    {
      version: 1,
      kdfParams: { memLimit: 8192, opsLimit: 1, salt: base64(16) },
      encryptedData: base64(100),
      encryptionNonce: base64(24),
    },
    'locked',
  ),
  text(
    'bitwarden-authenticator',
    'table',
    `folder,favorite,type,name,login_uri,login_totp\n,,1,Forge,,${link},Forge,30,6\n`,
  ),
  json('proton-authenticator', 'plain', {
    version: 1,
    entries: [{ id: 'a', content: { uri: link, entry_type: 'Totp', name: 'ada' }, note: null }],
  }),
  json('proton-authenticator', 'encrypted', { version: 1, salt: base64(16), content: base64(100) }, 'locked'),
  json('stratum', 'plain', {
    Authenticators: [
      {
        Type: 2,
        Issuer: 'Forge',
        Username: 'ada',
        Secret: secret,
        Algorithm: 0,
        Digits: 6,
        Period: 30,
        Counter: 0,
        Ranking: 0,
      },
    ],
    Categories: [{ Id: 'c', Name: 'Work', Ranking: 0 }],
    AuthenticatorCategories: [{ CategoryId: 'c', AuthenticatorSecret: secret, Ranking: 0 }],
  }),
  { format: 'stratum', name: 'encrypted', bytes: noise(100, 'AUTHENTICATORPRO'), outcome: 'locked' },
  { format: 'stratum', name: 'encrypted before 2023', bytes: noise(100, 'AuthenticatorPro'), outcome: 'locked' },
  sqlite(
    'stratum',
    'H4sIAAAAAAACA+2TQU/CMBTHXwfBacLBcOBmegMTMDGcvDmwCgJmDqJyInWroxHW2XWJXPXT8CH8Gn4KP4BHOyKOeTHxSPjn9fD7t3kvr68dXPe4YvhByBlVuAEGIASnGANAXq8cpMp9eysh+Ft5OHJREX3qvAuABXqD/+plH+2UKxX0ShW9nzIaqwkLFHepEjIDRssh1pDgodXsEZzZwlU1DxnuXA3JBXFqmLsiwDeW02pbCUVRzGTKccRkQGcsdSLmSqZWjG2n07ecEe6SUQ2HfC0VnfpCcjWZpbU87nMVpRwyyYWXsiviQOnyP4akwSMP/PUT4byVnFpZhydGodyvIOCBx56jp6me5Fg3LJY8zrQ+Ps5gMkszudZiMkj0Djq22hhV9Z+DcqkOJkKmaRrnQvqMevSyObgdNc5s0ra7DfvOLhzsLef/ATq22nCVcvXd3y/gC7JWVmYABgAA',
  ),
  json('freeotp-plus', 'plain', { tokenOrder: ['Forge:ada'], tokens: [freeOtpToken] }),
  preferences('freeotp', { 'Forge:ada': JSON.stringify(freeOtpToken), tokenOrder: '["Forge:ada"]' }),
  {
    format: 'freeotp-2',
    name: 'backup',
    bytes: javaMap({
      masterKey: JSON.stringify({
        mAlgorithm: 'PBKDF2withHmacSHA512',
        mIterations: 1000,
        mSalt: Array.from(new Int8Array(noise(32).buffer)),
        mEncryptedKey: sealedFreeOtpKey,
      }),
      a: JSON.stringify({ key: JSON.stringify(sealedFreeOtpKey) }),
      'a-token': JSON.stringify(freeOtpToken),
    }),
    outcome: 'locked',
  },
  preferences('authy', {
    'com.authy.storage.tokens.authenticator.key': JSON.stringify([
      {
        accountType: 'authenticator',
        decryptedSecret: secret,
        digits: 6,
        name: 'Forge: ada',
        originalName: 'Forge:ada',
      },
    ]),
  }),
  json(
    'authy',
    'dump',
    {
      authenticator_tokens: [
        {
          name: 'ada',
          issuer: 'Forge',
          digits: 6,
          encrypted_seed: base64(32),
          salt: 'x',
          key_derivation_iterations: 1000,
        },
      ],
    },
    'locked',
  ),
  preferences('battle-net', {
    'com.blizzard.messenger.AUTHENTICATOR_DEVICE_SECRET': battleNet('48656c6c6f21deadbeef48656c6c6f21deadbeef'),
    'com.blizzard.messenger.AUTHENTICATOR_SERIAL': battleNet('US-1234-5678-9012'),
  }),
  json('lastpass-authenticator', 'plain', {
    deviceName: 'x',
    version: 3,
    accounts: [
      { issuerName: 'Forge', userName: 'ada', secret, timeStep: 30, digits: 6, algorithm: 'SHA1', isFavorite: false },
    ],
    folders: [],
  }),
  json('2fauth', 'plain', {
    app: '2fauth_v3.4.1',
    schema: 1,
    data: [{ otp_type: 'totp', account: 'ada', service: 'Forge', secret, digits: 6, algorithm: 'sha1', period: 30 }],
  }),
  json('steam', 'maFile', {
    shared_secret: encodeBase64(Uint8Array.from(secretBytes)),
    account_name: 'ada',
    revocation_code: 'R1',
  }),
  json('steam', 'telephone', {
    accounts: { 7: { shared_secret: encodeBase64(Uint8Array.from(secretBytes)), account_name: 'ada' } },
  }),
  json('authme', 'plain', {
    role: 'codes',
    encrypted: false,
    version: 3,
    codes: encodeBase64(
      new TextEncoder().encode(`\nName:   ada\nSecret: ${secret}\nIssuer: Forge\nType:   OTP_TOTP\n`),
    ),
  }),
  json(
    'open-authenticator',
    'backup',
    { totps: [{ uuid: 'a' }], salt: base64(16), passwordSignature: base64(32) },
    'transfer/unsupported',
  ),
  json('andotp', 'plain', [
    {
      secret,
      issuer: 'Forge',
      label: 'ada',
      digits: 6,
      type: 'TOTP',
      algorithm: 'SHA1',
      thumbnail: 'Default',
      period: 30,
      tags: ['a'],
    },
  ]),
  { format: 'andotp', name: 'encrypted', bytes: noise(100, '\u0000\u0002'), outcome: 'locked' },
  json('duo', 'plain', [{ accountType: 'OtpAccount', name: 'ada', otpGenerator: { otpSecret: secret } }]),
  json('raivo', 'plain', [
    {
      issuer: 'Forge',
      account: 'ada',
      secret,
      algorithm: 'SHA1',
      digits: '6',
      kind: 'TOTP',
      timer: '30',
      counter: '0',
      pinned: 'false',
    },
  ]),
  json('authenticator-extension', 'plain', {
    a: {
      encrypted: false,
      hash: 'a',
      index: 0,
      type: 'totp',
      secret,
      issuer: 'Forge',
      account: 'ada',
      dataType: 'OTPStorage',
    },
  }),
  json('authenticator-extension', 'of before', {
    a: { hash: 'a', secret, issuer: 'Forge', account: 'ada', type: 'totp' },
  }),
  sqlite(
    'microsoft-authenticator',
    'H4sIAAAAAAACAwsO9MksSVVIyy/KTSxRMGZgYmBkZHBQUGBgYGABYiYGBGCGisEAIwNhwMKgl8zIC1LMGMoARCMDNGowsovLyjI2KZckJuWkJiYn55fmlRTDaCbnIFfHEFeFEEcnH1cFmKiCRnxmioKnX4iru2uQQkCQp69jUKSCt2ukjkJeYm6qQohrRIiOQmlxahESF6o5vqSyIBWmV0chP7EkIz41D2R3CppocWpyUWpJfHZqJdgETUjc3GcAolEw/IA8IzuDuDAHp65bflF6amJKopdTcHiksUuAq0eAt3FARAAA/jVO9gAEAAA=',
  ),
  text(
    'google-authenticator',
    'transfer',
    'otpauth-migration://offline?data=Ch4KCkhlbGxvId6tvu8SA2FkYRoFRm9yZ2UgASgBMAIQARgBIAAoAA%3D%3D\n',
  ),
  sqlite(
    'google-authenticator',
    'H4sIAAAAAAACAwsO9MksSVVIyy/KTSxRMGZgYmBkZHBQUGBgYGABYiYGBGCGisEAIwNhwMKgl8zIC1LM6MYARMMUNJozsovLyjI2OZYkJuWkJiYn55fmlRTDaCbnIFfHEFeFEEcnH1cFmKiCRnxmioKnX4iru2uQQkCQp69jUKSCt2ukjkJqbmJmjkKIa0SIjkJxanJRagmUA9aZWgTTpaNQUlmQiuAVFOWXZaYgy2cWF5cC+RDd+UWZ6Zl5iTnxeYm5qWAxTUjcXGEAolEwTIAWIyeDsC4HB4e4fGJKopdTcHiksUuAq0eAt3FARIBbflF6KpiwAsoCACtd1e8ABAAA',
  ),
  { format: 'authenticator-plus', name: 'database', bytes: noise(2048, '\u0000\u0002'), outcome: 'locked' },
  text('totp-authenticator', 'backup', base64(64), 'locked'),
  preferences('totp-authenticator', {
    STATIC_TOTP_CODES_LIST: JSON.stringify([
      { name: 'ada', issuer: 'Forge', key: '48656C6C6F21DEADBEEF', base: 16, digits: '6', period: '30' },
    ]),
  }),
  text('zero-totp', 'backup', `${base64(90)},${base64(66)}`, 'transfer/bound'),
  sqlite(
    'mfa-manager-flask',
    'H4sIAAAAAAACAwsO9MksSVVIyy/KTSxRMGZgYmBkZHBQUGBgYGABYiYGBGCGisEAIwNhwMKgl8zIC1LM6MYARMMUNJozsourqjI2GZYkJuWk5qYlxicmJ+eX5pUUI7OZnINcHUNcFUIcnXxcFZBlFDQyUxQ8/UJc3V2DFAKCPH0dgyIVvF0jdRSgKuLzEnNTFcIcg5w9HIN0FIpTk4tSSxD8zOLi0tQiBB8om1iSmhIPjFMXoI0hnr6uOgqlBSnogpqQuFnNAESjYHCDYEZ2BmFdcUfHxJREL6fg8EhjlwBXjwBv44CIALf8ovRUIwMjU10DIDJUMDSwMgAhPQMwwC0DAOvrF3EABAAA',
  ),
]

const passwordManagers: readonly ExportSample[] = [
  json('bitwarden', 'plain', {
    encrypted: false,
    folders: [{ id: 'f', name: 'Work' }],
    items: [
      { type: 1, name: 'Forge', folderId: 'f', favorite: true, notes: 'x', login: { username: 'ada', totp: link } },
    ],
  }),
  json(
    'bitwarden',
    'encrypted',
    {
      encrypted: true,
      passwordProtected: true,
      salt: base64(16),
      kdfType: 0,
      kdfIterations: 5000,
      encKeyValidation_DO_NOT_EDIT: `2.${base64(16)}|${base64(48)}|${base64(32)}`,
      data: `2.${base64(16)}|${base64(96)}|${base64(32)}`,
    },
    'locked',
  ),
  text(
    'bitwarden',
    'table',
    `folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n,,login,Forge,,,0,,ada,,${link}\n`,
  ),
  json('proton-pass', 'plain', {
    userId: 'u',
    vaults: {
      v: {
        name: 'Work',
        items: [{ state: 1, data: { type: 'login', metadata: { name: 'Forge' }, content: { totpUri: link } } }],
      },
    },
  }),
  text(
    'proton-pass',
    'table',
    `type,name,url,email,username,password,note,totp,createTime,modifyTime,vault\nlogin,Forge,,,ada,,,${link},1707735320,1707735349,Work\n`,
  ),
  json('keeper', 'plain', {
    records: [{ title: 'Forge', login: 'ada', custom_fields: { $oneTimeCode: link }, folders: [{ folder: 'Work' }] }],
  }),
  text('keeper', 'table', `"","Forge","ada","","","","","TFC:Keeper","${link}"\n`),
  json('enpass', 'plain', {
    folders: [{ uuid: 'f', title: 'Work', parent_uuid: '' }],
    items: [
      {
        title: 'Forge',
        folders: ['f'],
        fields: [
          { type: 'username', value: 'ada' },
          { type: 'totp', value: secret },
        ],
      },
    ],
  }),
  json('1password', 'export.data', {
    accounts: [
      {
        vaults: [
          {
            items: [{ overview: { title: 'Forge' }, details: { sections: [{ fields: [{ value: { totp: link } }] }] } }],
          },
        ],
      },
    ],
  }),
  text(
    '1password',
    'table',
    `Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes\nForge,,ada,,${link},false,false,,\n`,
  ),
  text('apple-passwords', 'table', `Title,URL,Username,Password,Notes,OTPAuth\nForge (ada),,ada,,,${link}\n`),
  text(
    'keepassxc-csv',
    'table',
    `"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"\n"Root/Work","Forge","ada","","","","${link}","0","2025-05-01T10:00:00Z","2025-05-01T10:00:00Z"\n`,
  ),
  {
    format: 'keepass',
    name: 'database',
    bytes: Uint8Array.from(
      await kdbxOf(() => '<KeePassFile><Root><Group><Name>Root</Name></Group></Root></KeePassFile>'),
    ),
    outcome: 'locked',
  },
  text(
    'dashlane',
    'table',
    `username,username2,username3,title,password,note,url,category,otpSecret\nada,,,Forge,,,,,${secret}\n`,
  ),
  text(
    'dashlane',
    'newer table',
    `username,username2,username3,title,password,note,url,category,otpUrl\nada,,,Forge,,,,,${link}\n`,
  ),
  text(
    'lastpass',
    'table',
    `url,username,password,totp,extra,name,grouping,fav\nhttps://x,ada,,${secret},,Forge,Work,0\n`,
  ),
  text(
    'html-sheet',
    'page',
    `<!doctype html><html><body><table><tr><td>Forge</td><td><code>${link}</code></td></tr></table></body></html>`,
  ),
  text('key-uris', 'list', `# mine\r\n\r\n${link}\r\nsteam://${secret}\r\n`),
]

/** At least one file of every row of the registry. */
export const exportSamples: readonly ExportSample[] = [...authenticators, ...passwordManagers]

/** A sample as a file whose name says nothing, or lies. */
export function fileOf(sample: ExportSample, name = 'export'): ExportFile {
  return { name, bytes: sample.bytes }
}

/** The sample of a format, by the name of its form. */
export function sampleOf(format: FormatId, name?: string): ExportSample {
  const sample = exportSamples.find((each) => each.format === format && (name === undefined || each.name === name))
  if (sample === undefined) throw new Error(`no sample of ${format}`)
  return sample
}
