import {
  configure,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipWriter,
  type ZipWriterConstructorOptions,
} from '@zip.js/zip.js'

configure({ useWebWorkers: false })

/** How the members are packed: as they are, for a password in WinZip's or in the older way. */
export type Packing = Pick<ZipWriterConstructorOptions, 'password' | 'zipCrypto' | 'encryptionStrength' | 'level'>

/** Makes an archive of these members, in their order. */
export async function zipOf(
  members: Readonly<Record<string, string | Uint8Array>>,
  packing: Packing = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { ...packing, extendedTimestamp: false })
  for (const [path, content] of Object.entries(members)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    await writer.add(path, path.endsWith('/') ? undefined : new Uint8ArrayReader(bytes), {
      directory: path.endsWith('/'),
    })
  }
  return Uint8Array.from(await writer.close())
}

/** Says in the directory and in the members' own heads that each has this many bytes unpacked. */
export function withClaimedSize(archive: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(archive)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at + 4 <= bytes.length; at++) {
    const signature = view.getUint32(at, true)
    if (signature === 0x0403_4b50) view.setUint32(at + 22, size, true)
    if (signature === 0x0201_4b50) view.setUint32(at + 24, size, true)
  }
  return bytes
}
