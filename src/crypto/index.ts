export { aesGcmKey, nonceBytes, openBytes, sealBytes } from './aes-gcm.ts'
export { openCbc } from './aes-cbc.ts'
export { fetchArgon2 } from './argon2-own-file.ts'
export { compileArgon2, type Argon2, type Argon2id, type Argon2Parameters } from './argon2.ts'
export { fromBase64url } from './base64url-field.ts'
export { padded, type Bytes } from './bytes.ts'
export { sha256 } from './digest.ts'
export { CryptoError, type CryptoErrorCode } from './errors.ts'
export { headerFormat, maxEpoch, parseHeader, writerVersion, type VaultHeader } from './header.ts'
export { hkdf } from './hkdf.ts'
export { isId, newId } from './id.ts'
export { argon2Available, createKdf, type Kdf, type KdfOptions, type WorkerAddress } from './kdf.ts'
export {
  checkKdfBounds,
  isBelowPolicy,
  kdfLine,
  kdfText,
  newKdfParameters,
  parseKdfText,
  type Argon2idParameters,
  type KdfParameters,
  type KeyStrength,
  type Pbkdf2Parameters,
} from './kdf-parameters.ts'
export { openSlot, sealSlot, slotsText, type Slot, type SlotInput } from './key-slot.ts'
export {
  manifestEntry,
  manifestText,
  signManifest,
  verifyManifest,
  type ManifestContent,
  type ManifestEntry,
} from './manifest.ts'
export { passphraseBytes } from './passphrase.ts'
export { pbkdf2, type Pbkdf2Options } from './pbkdf2.ts'
export { systemRandom, type RandomSource } from './random.ts'
export {
  findRecoverySlip,
  formatRecoveryCode,
  newRecoveryCode,
  parseRecoveryCode,
  plainRecoveryText,
  recoveryGroupLength,
  recoveryGroups,
} from './recovery-code.ts'
export { openRecord, recordTag, sealRecord, type SealedRecord } from './sealed-record.ts'
export { deriveVaultKeys, vaultCommit, vaultKeyBytes, type VaultKeys } from './vault-keys.ts'
