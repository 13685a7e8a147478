/** What the browser's own detector takes here. */
export type NativeSource = ImageBitmap | VideoFrame | ImageData

/** Asks the browser's own detector. Resolves to nothing where there is none, or it fails, or takes its time. */
export type NativeDecoder = (source: NativeSource) => Promise<readonly string[]>

/** The part of the Shape Detection API that is used; TypeScript's libraries do not have it. */
interface BarcodeDetectorClass {
  new (options: { readonly formats: readonly string[] }): {
    detect(source: NativeSource): Promise<readonly { readonly rawValue: string }[]>
  }
  getSupportedFormats(): Promise<readonly string[]>
}

/** The first call may have to fetch a model from the system's shop. Nobody waits for that: there are other decoders. */
const patienceMs = 400
/** How often it may take its time before it is not asked any more. */
const mostSilences = 3

/**
 * The browser's `BarcodeDetector`: fast, and in Chromium on Android, macOS and ChromeOS only. What it reads counts; that
 * it reads nothing says nothing.
 *
 * @param scope - Where it would be.
 */
export function createNativeDecoder(scope: object = globalThis): NativeDecoder {
  const detectorClass = 'BarcodeDetector' in scope ? (scope.BarcodeDetector as BarcodeDetectorClass) : undefined
  if (detectorClass === undefined) return () => Promise.resolve([])
  let patience = mostSilences
  let detector: Promise<InstanceType<BarcodeDetectorClass>> | undefined

  const detect: NativeDecoder = async (source) => {
    detector ??= newDetector(detectorClass)
    const found = await (await detector).detect(source)
    return [...new Set(found.map(({ rawValue }) => rawValue))].filter((text) => text !== '')
  }
  return async (source) => {
    if (patience <= 0) return []
    const answer = detect(source).catch(() => {
      patience = 0
      return []
    })
    const texts = await withinTime(answer)
    if (texts === undefined) patience--
    return texts ?? []
  }
}

async function newDetector(detectorClass: BarcodeDetectorClass): Promise<InstanceType<BarcodeDetectorClass>> {
  const formats = await detectorClass.getSupportedFormats()
  // Linux has the class, and nothing behind it.
  if (!formats.includes('qr_code')) throw new TypeError('QR codes are not among its formats')
  return new detectorClass({ formats: ['qr_code'] })
}

/** `undefined`: there is no answer yet. */
async function withinTime<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
