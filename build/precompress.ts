import { readFile, rm, writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { compressibleExtensions } from './content-types.ts'

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

/** Byte 9 of a gzip file names the system it was made on (RFC 1952 §2.3.1); 255 is "unknown", and the same everywhere. */
const gzipSystemByte = 9
const unknownSystem = 255

/**
 * Writes `<file>.gz` and `<file>.br` beside each file that gets smaller by it, and nothing beside the others.
 * The same bytes give the same bytes, whenever and wherever.
 *
 * @param files - Paths on disk.
 */
export async function precompress(files: readonly string[]): Promise<void> {
  for (const file of files) {
    if (!compressibleExtensions.has(extname(file).slice(1))) continue
    const content = await readFile(file)
    const [gzipped, brotlied] = await Promise.all([gzipBytes(content), brotliBytes(content)])
    await writeIfSmaller(`${file}.gz`, gzipped, content.length)
    await writeIfSmaller(`${file}.br`, brotlied, content.length)
  }
}

async function gzipBytes(content: Buffer): Promise<Buffer> {
  const bytes = await compressGzip(content, { level: 9 })
  bytes[gzipSystemByte] = unknownSystem
  return bytes
}

function brotliBytes(content: Buffer): Promise<Buffer> {
  return compressBrotli(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  })
}

/** A variant of an earlier build must not stay behind: servers would send it in place of the new file. */
async function writeIfSmaller(path: string, bytes: Buffer, limit: number): Promise<void> {
  if (bytes.length < limit) await writeFile(path, bytes)
  else await rm(path, { force: true })
}
