import { QrError, type CaptureErrorCode } from '../errors.ts'

/** What `getUserMedia` rejects with (Media Capture and Streams §10.2), by name. */
const cameraCodes: Readonly<Record<string, CaptureErrorCode>> = {
  NotAllowedError: 'qr/camera-denied',
  SecurityError: 'qr/camera-policy',
  NotFoundError: 'qr/camera-none',
  OverconstrainedError: 'qr/camera-none',
  NotReadableError: 'qr/camera-busy',
  AbortError: 'qr/camera-busy',
}

/** Whether a policy of the host or of a frame around the page is in the way; it cannot be told from the person's no. */
export interface PolicyDocument {
  readonly featurePolicy?: { allowsFeature(name: string): boolean }
}

/** The reason why there is no camera, as an error of ours. */
export function cameraFailure(cause: unknown, page: PolicyDocument): QrError {
  if (cause instanceof QrError) return cause
  const name = cause instanceof Error ? cause.name : ''
  const isForbidden = name === 'NotAllowedError' && page.featurePolicy?.allowsFeature('camera') === false
  const code = isForbidden ? 'qr/camera-policy' : (cameraCodes[name] ?? 'qr/camera-failed')
  return new QrError(code, `the camera could not be opened: ${name}`, { cause })
}

/** The reason why there is no picture of the screen, as an error of ours. */
export function screenFailure(cause: unknown): QrError {
  if (cause instanceof QrError) return cause
  const name = cause instanceof Error ? cause.name : ''
  const code = name === 'NotAllowedError' || name === 'AbortError' ? 'qr/screen-denied' : 'qr/screen-failed'
  return new QrError(code, `the screen could not be captured: ${name}`, { cause })
}
