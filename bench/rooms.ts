// What benchmarks do with the app's rooms in a page without its screens. Bundled for the page by stage.mjs.
import type { AccountDraft } from '../src/account.ts'
import { argon2id } from 'hash-wasm'
import { openConnection, type Answer, type Question } from '../src/api/index.ts'
import { createKdf, newKdfParameters, systemRandom, type Kdf } from '../src/crypto/index.ts'
import { formatOtpauthUri } from '../src/otp/index.ts'
// Not by way of the room's index: what writes self-opening files needs the plugins of the build.
import { writeBackup } from '../src/transfer/backup/index.ts'
import { chosenPlan, planImport } from '../src/transfer/import-plan.ts'
import { createImporter } from '../src/transfer/importer.ts'
import { createVault, type Vault } from '../src/vault/index.ts'

export { readWithEach } from './qr-in-page.ts'

/** No protection and no time: the same key material as the stand-in for the worker gives. */
const instantKdf: Kdf = {
  derive: () => Promise.resolve(new Uint8Array(32).fill(7)),
  dispose: () => {},
}

const services =
  'Arbor,Basalt,Cobalt,Dune,Ember,Fjord,Garnet,Harbour,Indigo,Juniper,Kelp,Linden,Meadow,Nimbus,Opal,Quartz'
const kinds = 'Bank,Cloud,Mail,Shop,Travel,Forum,Games,Health,Music,News'
const people = 'alice,bob,carol,dan,erin,frank,grace,heidi'

/** Accounts as people have them: some hundred services, several accounts at one, a few tags, hardly a note. */
export function makeDrafts(count: number): readonly AccountDraft[] {
  const [names, areas, owners] = [services, kinds, people].map((list) => list.split(',')) as [
    string[],
    string[],
    string[],
  ]
  return Array.from({ length: count }, (_, index) => {
    // A multiplier without common factors scatters neighbours over the alphabet.
    const place = (index * 7919) % count
    const issuer = `${names[place % names.length]} ${areas[Math.floor(place / 16) % areas.length]} ${1 + Math.floor(place / 1600)}`
    return {
      type: 'totp',
      issuer,
      account: `${owners[index % owners.length]}.${index}@example.com`,
      secret: Uint8Array.from({ length: 20 }, (_, byte) => (index * 31 + byte * 17 + (index >> 8)) & 0xff),
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      tags: index % 3 === 0 ? ['Work'] : index % 7 === 0 ? ['Personal', 'Money'] : [],
      note: index % 20 === 0 ? 'recovery codes are in the safe' : '',
      pinned: index % (count / 4) === 1,
    }
  })
}

function openBenchVault(): Vault {
  return createVault({ kdf: instantKdf })
}

/** Makes a vault of so many accounts where the app will look for it. */
export async function seedVault(count: number): Promise<void> {
  const vault = openBenchVault()
  await vault.inspect()
  if (vault.status().name !== 'absent') await vault.erase()
  await vault.create('any')
  if (count > 0) await vault.add(makeDrafts(count))
  // A vault of this size gets a snapshot once it rests.
  if (count >= 1000) while (!(await hasSnapshot())) await new Promise((resolve) => setTimeout(resolve, 100))
  vault.close()
}

async function hasSnapshot(): Promise<boolean> {
  const database = await openNatively()
  const counting = database.transaction('snapshots').objectStore('snapshots').count()
  await new Promise((resolve) => {
    counting.onsuccess = resolve
  })
  database.close()
  return counting.result > 0
}

function openNatively(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('mfa-manager')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
}

/** Times of one vault, ms. */
export interface VaultTimes {
  /** From asking to open to views of all accounts, with an instant hash. */
  readonly unlock: number
  readonly edits: readonly number[]
}

/** Opens the seeded vault without screens, and edits one account after the other. */
export async function timeVault(edits: number): Promise<VaultTimes> {
  const vault = openBenchVault()
  await vault.inspect()
  const startedAt = performance.now()
  await vault.unlock('any')
  const views = vault.accounts()
  const unlock = performance.now() - startedAt
  const times: number[] = []
  // The first write waits for whatever an unlock leaves to be done.
  if (edits > 0) await vault.recordUse(views[0]?.id ?? '')
  for (let round = 0; round < edits; round++) {
    const view = vault.account(views[round * 3]?.id ?? '')
    if (view === undefined) break
    const editedAt = performance.now()
    await vault.edit(view.id, { note: `round ${round}` }, view.updatedAt)
    times.push(performance.now() - editedAt)
  }
  vault.close()
  return { unlock, edits: times }
}

/** Adds so many accounts to the seeded vault in one go. Answers ms. */
export async function timeAdd(count: number): Promise<number> {
  const vault = openBenchVault()
  await vault.inspect()
  await vault.unlock('any')
  const drafts = makeDrafts(count)
  const startedAt = performance.now()
  await vault.add(drafts)
  const took = performance.now() - startedAt
  vault.close()
  return took
}

/** A text of so many links, as other apps export them. */
export function importList(count: number): string {
  return makeDrafts(count).map(formatOtpauthUri).join('\n')
}

/** Times of one import, ms. */
export interface ImportTimes {
  /** In the worker, the slow hash of a backup included. */
  readonly open: number
  /** Comparing it with a vault that holds it already. */
  readonly plan: number
  /** Sealing, storing and counting what is stored. */
  readonly apply: number
}

/** Imports so many accounts into the seeded, empty vault, without screens. `workerUrl`: the worker in the build. */
export async function timeImport(workerUrl: string, kind: 'list' | 'backup', count: number): Promise<ImportTimes> {
  const bytes =
    kind === 'list' ? new TextEncoder().encode(importList(count)) : await writeBackup(makeDrafts(count), 'any words')
  const vault = openBenchVault()
  await vault.inspect()
  await vault.unlock('any')
  const importer = createImporter(() => new Worker(workerUrl, { type: 'module' }))
  const startedAt = performance.now()
  const [found] = await importer.open([{ name: 'file', bytes }])
  const opened = found?.state === 'locked' ? await found.unlock('any words') : found
  const openedAt = performance.now()
  if (opened?.state !== 'open') throw new Error(`the file is ${opened?.state}`)
  const rows = planImport(opened.entries, vault)
  const chosen = chosenPlan(
    rows,
    rows.map((row) => row.choices[0]),
  )
  const plannedAt = performance.now()
  const { added } = await vault.apply(chosen)
  const apply = performance.now() - plannedAt
  if (added.length !== count) throw new Error(`${added.length} accounts were stored`)
  const againAt = performance.now()
  planImport(opened.entries, vault)
  const plan = performance.now() - againAt
  importer.dispose()
  vault.close()
  return { open: openedAt - startedAt, plan, apply }
}

/** Times of `codes.list`, ms, from the question to the answer in the site's window. */
export interface CodesListTimes {
  /** Once the person has allowed everything: the first that computes codes. */
  readonly first: number
  readonly others: readonly number[]
  /** Codes in each answer. */
  readonly codes: number
}

/** Lets a site that may read every account of the seeded vault ask for all codes, again and again. */
export async function timeCodesList(rounds: number): Promise<CodesListTimes> {
  const vault = openBenchVault()
  await vault.inspect()
  await vault.unlock('any')
  const { port1: port, port2 } = new MessageChannel()
  const welcomed = nextMessage(port)
  let allowedAt = 0
  const ask = (question: Question): Promise<Answer> => {
    allowedAt = performance.now()
    const accountIds = question.kind === 'read' ? question.accounts.map(({ id }) => id) : []
    return Promise.resolve({ answer: 'once', accountIds })
  }
  const connection = openConnection({
    window: popupOf(port, port2),
    vault: Promise.resolve(vault),
    prompt: { ask },
    version: 'bench',
    closeWindow: () => undefined,
  })
  await welcomed
  const list = async (id: number): Promise<number> => {
    const answered = nextMessage(port)
    port.postMessage({ jsonrpc: '2.0', id, method: 'codes.list', params: {} })
    const { result } = (await answered) as { readonly result: { readonly codes: readonly unknown[] } }
    return result.codes.length
  }
  const codes = await list(0)
  const first = performance.now() - allowedAt
  const others: number[] = []
  for (let round = 1; round <= rounds; round++) others.push(await timeOf(() => list(round)))
  connection.stop()
  vault.close()
  return { first, others, codes }
}

type PopupWindow = Parameters<typeof openConnection>[0]['window']
type Listen = Parameters<PopupWindow['addEventListener']>[1]

/** The window of a popup whose opener does as much as a handshake needs: it greets back and returns challenges. */
function popupOf(port: MessagePort, transferred: MessagePort): PopupWindow {
  const listeners = new Set<Listen>()
  const opener = {
    closed: false,
    postMessage: (message: unknown) => {
      const { type, nonce, challenge } = message as Readonly<Record<string, unknown>>
      if (type === 'mfa-manager:challenge') port.postMessage({ type: 'mfa-manager:response', challenge })
      if (type !== 'mfa-manager:ready') return
      const data = { type: 'mfa-manager:hello', protocol: 1, nonce }
      const hello = { isTrusted: true, source: opener, origin: 'https://site.example', data, ports: [transferred] }
      for (const listen of listeners) listen(hello)
    },
  }
  return {
    opener,
    location: { origin: 'https://app.example' },
    addEventListener: (_type, listener) => void listeners.add(listener),
    removeEventListener: (_type, listener) => void listeners.delete(listener),
  }
}

/** The next message through a port. */
function nextMessage(port: MessagePort): Promise<unknown> {
  return new Promise((resolve) => {
    port.onmessage = ({ data }) => resolve(data)
  })
}

/** Takes the snapshot away, as a browser may. */
export async function dropSnapshot(): Promise<void> {
  const database = await openNatively()
  await new Promise((resolve, reject) => {
    const transaction = database.transaction('snapshots', 'readwrite')
    transaction.objectStore('snapshots').clear()
    transaction.oncomplete = resolve
    transaction.onerror = () => reject(transaction.error)
  })
  database.close()
}

/** Times of the slow hash, ms. */
export interface KdfTimes {
  readonly app: readonly number[]
  readonly hashWasm: readonly number[]
  /** The longest frame of this page while the app's worker ran. */
  readonly longestFrame: number
}

/** Runs the slow hash with today's parameters, in turns. `workerUrl`: the worker in the build. */
export async function timeKdf(workerUrl: string, rounds: number): Promise<KdfTimes> {
  const kdf = createKdf({ workerUrl })
  const passphrase = new TextEncoder().encode('copper lantern quiet orbit willow')
  const parameters = newKdfParameters({ argon2: true, random: systemRandom })
  if (parameters.name !== 'argon2id') throw new Error('new passphrases are not hashed with Argon2id')
  const { m: memorySize, t: iterations, p: parallelism, salt } = parameters
  const ours = () => kdf.derive(passphrase, parameters)
  const theirs = () =>
    argon2id({ password: passphrase, salt, memorySize, iterations, parallelism, hashLength: 32, outputType: 'binary' })
  await ours()
  await theirs()
  const [app, hashWasm, frames]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    // hash-wasm has blocked this page, whose frames must come again before they are watched.
    await new Promise((resolve) => setTimeout(resolve, 200))
    const stop = watchFrames(frames)
    app.push(await timeOf(ours))
    stop()
    hashWasm.push(await timeOf(theirs))
  }
  kdf.dispose()
  return { app, hashWasm, longestFrame: Math.max(...frames) }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

/** Collects the lengths of frames, ms, until the returned function is called. */
function watchFrames(frames: number[]): () => void {
  let last: number | undefined
  let handle = requestAnimationFrame(function next(now) {
    if (last !== undefined) frames.push(now - last)
    last = now
    handle = requestAnimationFrame(next)
  })
  return () => cancelAnimationFrame(handle)
}
