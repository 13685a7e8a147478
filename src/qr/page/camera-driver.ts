/** A page's own access to cameras and video elements, so that tests can stand in for it. */
export interface CameraDriver {
  /** Asks for a camera; rejects as `getUserMedia` does. */
  open(constraints: MediaStreamConstraints): Promise<MediaStream>
  /** The cameras there are; without labels until one was opened. */
  list(): Promise<readonly Pick<MediaDeviceInfo, 'deviceId' | 'label'>[]>
  /** Shows a stream and plays it. */
  show(stream: MediaStream, video: HTMLVideoElement): Promise<void>
  /** Ends the stream's tracks and empties the element. */
  end(stream: MediaStream, video: HTMLVideoElement): void
  hasTorch(track: MediaStreamTrack): boolean
  setTorch(track: MediaStreamTrack, isOn: boolean): Promise<void>
  /** What the element shows at this moment; `undefined` while it shows nothing. */
  frame(video: HTMLVideoElement): Promise<ImageBitmap | undefined>
  /** Resolves when the element shows something new. */
  nextFrame(video: HTMLVideoElement): Promise<void>
}
