import { BrowserCodeReader } from '@zxing/browser/es2015/readers/BrowserCodeReader.js'
import type { CameraDriver } from './camera-driver.ts'

/** Between two frames that are read: ten in a second find a code as soon as thirty, and keep a telephone cool. */
const frameRestMs = 60

/** Longer than the pause between two frames of a slow camera; a page that is covered gets none at all. */
const frameWaitMs = 250

/** Showing a stream is for subclasses of the package's reader. */
class Viewfinder extends BrowserCodeReader {
  /** Resolves when the video plays; rejects when it does not within 5 s. */
  static async show(stream: MediaStream, video: HTMLVideoElement): Promise<void> {
    await Viewfinder.attachStreamToVideo(stream, video)
  }
}

/**
 * The browser's cameras. `@zxing/browser` knows how streams, elements and lamps of the various browsers are to be dealt
 * with; its own loop would read frames on this thread, so frames go to the decoding worker instead.
 */
export function createBrowserCamera(): CameraDriver {
  return {
    open: async (constraints) => {
      if (!('mediaDevices' in navigator)) throw new DOMException('not a secure page', 'SecurityError')
      return navigator.mediaDevices.getUserMedia(constraints)
    },
    list: async () => ('mediaDevices' in navigator ? BrowserCodeReader.listVideoInputDevices() : []),
    show: async (stream, video) => {
      // The attribute that the package sets has no say after the element was made.
      video.muted = true
      await Viewfinder.show(stream, video)
    },
    end: (stream, video) => {
      for (const track of stream.getTracks()) track.stop()
      BrowserCodeReader.cleanVideoSource(video)
    },
    // Some browsers name the lamp only to say that there is none, which the package's own test takes for one.
    hasTorch: (track) => 'getCapabilities' in track && lampOf(track.getCapabilities()),
    setTorch: (track, isOn) => BrowserCodeReader.mediaStreamSetTorch(track, isOn),
    frame: async (video) =>
      video.readyState >= video.HAVE_CURRENT_DATA && video.videoWidth > 0 ? createImageBitmap(video) : undefined,
    nextFrame: async (video) => {
      await pause(frameRestMs)
      await Promise.race([pause(frameWaitMs), nextVideoFrame(video)])
    },
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function nextVideoFrame(video: HTMLVideoElement): Promise<void> {
  // Older Firefox cannot tell; the pause has to do.
  if (!('requestVideoFrameCallback' in video)) return Promise.resolve()
  return new Promise((resolve) => video.requestVideoFrameCallback(() => resolve()))
}

function lampOf(capabilities: object): boolean {
  return 'torch' in capabilities && capabilities.torch === true
}
