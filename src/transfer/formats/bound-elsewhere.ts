import { TransferError } from '../errors.ts'
import type { FileContent, ReadExport } from '../format.ts'

/** Exports that can be told apart and that only their own app opens: said by name, and no password is asked for. */
export async function readExport([file]: readonly FileContent[]): Promise<ReadExport> {
  // Open Authenticator: how the key comes from the password is decided when the app is built, and published nowhere.
  if (file?.kind === 'json') throw new TransferError('transfer/unsupported', 'the key derivation is not known')
  // Zero-TOTP: the key is kept, wrapped, by its service.
  throw new TransferError('transfer/bound', 'the key is kept by the service')
}
