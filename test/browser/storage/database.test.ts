import { beforeEach, describe, expect, it } from 'vitest'
import { createVaultStore, type ConnectionLoss } from '../../../src/storage/index.ts'
import { probeDatabase } from '../../../src/storage/probe.ts'
import { pickHeader } from '../../../src/vault/header-copies.ts'
import { createHandTimer } from '../../support/hand-timer.ts'
import {
  answerOf,
  createIndexedDbDisk,
  databaseNames,
  freshDatabaseName,
  makeDatabase,
  openNatively,
} from '../../support/indexeddb-disk.ts'
import { outcomeOf } from '../../support/outcome.ts'
import { changeOf, headerOf, recordOf } from '../../support/stored-change.ts'

const layout = { headers: 'copy', records: 'id', entries: 'id', snapshots: 'id' }
let name: string
beforeEach(() => {
  name = freshDatabaseName()
})

function storeOver(factory: IDBFactory | undefined, startTimer = createHandTimer().startTimer) {
  return createVaultStore({ name, pickHeader, startTimer, ...(factory === undefined ? {} : { factory }) })
}

/** An IndexedDB of which some parts are replaced. */
function factoryWith(parts: Partial<IDBFactory>): IDBFactory {
  const real = {
    open: (...arguments_: Parameters<IDBFactory['open']>) => indexedDB.open(...arguments_),
    deleteDatabase: (database: string) => indexedDB.deleteDatabase(database),
    cmp: (a: unknown, b: unknown) => indexedDB.cmp(a, b),
    databases: () => indexedDB.databases(),
  }
  return { ...real, ...parts }
}

describe('probeDatabase', () => {
  it('leaves nothing behind where there was nothing', async () => {
    expect(await probeDatabase(indexedDB, name)).toBeUndefined()
    expect(await databaseNames()).not.toContain(name)
  })

  it('answers version and object stores, and lets go', async () => {
    await makeDatabase(name, 7, { a: 'id' })
    expect(await probeDatabase(indexedDB, name)).toEqual({ version: 7, objectStores: ['a'] })
    await answerOf(indexedDB.deleteDatabase(name))
  })
})

describe('the database', () => {
  it('is of the layout that the first version wrote', async () => {
    await storeOver(indexedDB).create(changeOf(1, [recordOf(1)]))
    const database = await openNatively(name)
    const transaction = database.transaction([...database.objectStoreNames])
    const keyPaths = [...database.objectStoreNames].map((store) => [store, transaction.objectStore(store).keyPath])
    expect(database.version).toBe(10)
    expect(Object.fromEntries(keyPaths)).toEqual(layout)
    database.close()
  })

  it('opens one that was written then', async () => {
    await makeDatabase(name, 10, layout)
    const disk = createIndexedDbDisk(name)
    await disk.put('headers', { copy: 0, header: headerOf(4) })
    await disk.put('records', recordOf(1))
    const store = disk.openStore()
    expect(await store.inspect()).toMatchObject({ state: 'present', records: 1, isNewer: false })
    await store.commit(4, changeOf(5, [recordOf(2)]))
    expect((await store.read()).records).toEqual([recordOf(1), recordOf(2)])
  })

  it('writes with durability strict', async () => {
    const original = IDBDatabase.prototype.transaction
    const durabilities: string[] = []
    IDBDatabase.prototype.transaction = function (...given) {
      const transaction = original.apply(this, given)
      if (transaction.mode === 'readwrite') durabilities.push(transaction.durability)
      return transaction
    }
    try {
      const store = storeOver(indexedDB)
      await store.create(changeOf(1, []))
      await store.commit(1, changeOf(2, [recordOf(1)]))
    } finally {
      IDBDatabase.prototype.transaction = original
    }
    expect(durabilities).toEqual(['strict', 'strict'])
  })

  it('opens one connection however many look at once', async () => {
    await storeOver(indexedDB).create(changeOf(1, []))
    let opened = 0
    const counting = factoryWith({
      open: (database, version) => {
        if (version !== undefined) opened++
        return indexedDB.open(database, version)
      },
    })
    const store = storeOver(counting)
    await Promise.all([store.inspect(), store.inspect(), store.inspect()])
    expect(opened).toBe(1)
  })
})

describe('fault 25: a database that a newer version has upgraded', () => {
  beforeEach(async () => {
    await storeOver(indexedDB).create(changeOf(3, [recordOf(1)]))
    await makeDatabase(name, 20, { ...layout, later: 'id' })
  })

  it('can be read', async () => {
    const store = storeOver(indexedDB)
    expect(await store.inspect()).toMatchObject({ state: 'present', isNewer: true })
    expect((await store.read()).records).toEqual([recordOf(1)])
  })

  it('is not written to, nor changed by being opened', async () => {
    const store = storeOver(indexedDB)
    await store.inspect()
    expect(await outcomeOf(() => store.commit(3, changeOf(4, [])))).toBe('storage/too-new')
    expect(await outcomeOf(() => store.putSnapshot({ epoch: 3, blocks: [] }))).toBe('storage/too-new')
    store.close()
    expect(await probeDatabase(indexedDB, name)).toMatchObject({ version: 20 })
  })
})

describe('a database without its object stores', () => {
  it('is as good as removed, and nothing is added to it', async () => {
    await makeDatabase(name, 10, { headers: 'copy' })
    expect(await outcomeOf(() => storeOver(indexedDB).inspect())).toBe('storage/removed')
    expect(await probeDatabase(indexedDB, name)).toEqual({ version: 10, objectStores: ['headers'] })
  })
})

describe('fault 59: a newer version upgrades while an old tab is open', () => {
  it('the old connection gives way, stops writing and does not open again', async () => {
    const losses: ConnectionLoss[] = []
    const store = storeOver(indexedDB)
    store.subscribe((loss) => losses.push(loss))
    await store.create(changeOf(1, [recordOf(1)]))
    await makeDatabase(name, 20, layout)
    expect(losses).toEqual(['upgraded'])
    expect(await outcomeOf(() => store.commit(1, changeOf(2, [recordOf(2)])))).toBe('storage/too-new')
    expect(await outcomeOf(() => store.read())).toBe('storage/too-new')
    expect(await createIndexedDbDisk(name).rows('records')).toEqual([recordOf(1)])
  })
})

describe('fault 60: the database goes away', () => {
  it('is not made anew when it vanishes between the look and the opening', async () => {
    await storeOver(indexedDB).create(changeOf(1, [recordOf(1)]))
    const vanishing = factoryWith({
      open: (database, version) => {
        // Requests are answered in order: the deletion comes first.
        if (version !== undefined) indexedDB.deleteDatabase(database)
        return indexedDB.open(database, version)
      },
    })
    expect(await storeOver(vanishing).inspect()).toEqual({ state: 'absent' })
    expect(await probeDatabase(indexedDB, name)).toBeUndefined()
  })

  it('does not write into an empty one that something else has made in its place', async () => {
    const store = storeOver(indexedDB)
    await store.create(changeOf(1, [recordOf(1)]))
    await answerOf(indexedDB.deleteDatabase(name))
    await makeDatabase(name, 10, layout)
    expect(await outcomeOf(() => store.commit(1, changeOf(2, [recordOf(2)])))).toBe('storage/removed')
    expect(await createIndexedDbDisk(name).rows('records')).toEqual([])
  })
})

describe('fault 63: IndexedDB is missing or does not answer', () => {
  it('says that there is none', async () => {
    const store = createVaultStore({ name, pickHeader, factory: undefined })
    const original = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB')
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true })
    const without = createVaultStore({ name, pickHeader })
    if (original) Object.defineProperty(globalThis, 'indexedDB', original)
    else Reflect.deleteProperty(globalThis, 'indexedDB')
    expect(await outcomeOf(() => without.inspect())).toBe('storage/unavailable')
    expect(await outcomeOf(() => without.remove())).toBe('storage/unavailable')
    expect(await store.inspect()).toEqual({ state: 'absent' })
  })

  it.each(['SecurityError', 'InvalidStateError', 'NotAllowedError'])('says that it is denied: %s', async (error) => {
    const denied = factoryWith({
      open: () => {
        throw new DOMException('denied', error)
      },
    })
    expect(await outcomeOf(() => storeOver(denied).inspect())).toBe('storage/unavailable')
  })

  it('gives up after 3 s where nothing comes back', async () => {
    const timer = createHandTimer()
    const silent = factoryWith({ open: () => Object.create(null) as IDBOpenDBRequest })
    const looking = storeOver(silent, timer.startTimer).inspect()
    await Promise.resolve()
    expect(timer.running()).toEqual([3000])
    timer.ring()
    expect(await outcomeOf(() => looking)).toBe('storage/blocked')
  })

  it('gives up on a deletion that somebody else holds up, and does not claim it', async () => {
    const timer = createHandTimer()
    await storeOver(indexedDB).create(changeOf(1, []))
    const holder = await openNatively(name)
    const removing = storeOver(indexedDB, timer.startTimer).remove()
    await new Promise((resolve) => {
      holder.onversionchange = resolve
    })
    timer.ring()
    expect(await outcomeOf(() => removing)).toBe('storage/blocked')
    holder.close()
  })
})
