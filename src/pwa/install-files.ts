/** The part of a `Cache` that is used. */
type FileCache = Pick<Cache, 'keys' | 'delete'>

/**
 * Stores the files of a version. Where there is no room for them, what this try has stored is taken away again: part of a
 * version is of no use, and what it takes is missing where the person's own things are to be stored. What was there
 * before stays, for another version may be running from it; what a broken connection left stays, for the next try
 * goes on from there.
 *
 * @param openCache - The cache that the files go to.
 * @param store - Stores them.
 * @param isFirst - No version is running: what an earlier try has left goes as well.
 * @throws What `store` does.
 */
export async function installFiles(
  openCache: () => Promise<FileCache>,
  store: () => Promise<unknown>,
  isFirst: boolean,
): Promise<void> {
  const before = new Set(isFirst ? [] : await addressesIn(openCache))
  try {
    await store()
  } catch (error) {
    // What failed first is what is told.
    if (hasNoRoom(error)) await takeAway(openCache, before).catch(() => undefined)
    throw error
  }
}

async function addressesIn(openCache: () => Promise<FileCache>): Promise<string[]> {
  return (await (await openCache()).keys()).map(({ url }) => url)
}

/** Entry by entry: a cache that is deleted whole keeps its room for as long as anybody has it open. */
async function takeAway(openCache: () => Promise<FileCache>, spared: ReadonlySet<string>): Promise<void> {
  const cache = await openCache()
  for (const request of await cache.keys()) if (!spared.has(request.url)) await cache.delete(request)
}

/** `DOMException` or, in newer browsers, a class of that name. */
function hasNoRoom(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError'
}
