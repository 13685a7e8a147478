import BinaryBitmap from '@zxing/library/es2015/core/BinaryBitmap.js'
import DecodeHintType from '@zxing/library/es2015/core/DecodeHintType.js'
import InvertedLuminanceSource from '@zxing/library/es2015/core/InvertedLuminanceSource.js'
import type LuminanceSource from '@zxing/library/es2015/core/LuminanceSource.js'
import RGBLuminanceSource from '@zxing/library/es2015/core/RGBLuminanceSource.js'
import HybridBinarizer from '@zxing/library/es2015/core/common/HybridBinarizer.js'
import QRCodeReader from '@zxing/library/es2015/core/qrcode/QRCodeReader.js'
import ResultMetadataType from '@zxing/library/es2015/core/ResultMetadataType.js'
import type { Decoder, FoundCode } from './decoder.ts'

// @zxing/library in plain JavaScript, by single files: its index takes along every kind of code, 70 kB (Brotli) more.

/**
 * Reads one code, upright or mirrored, dark on light or light on dark. It sees less than ZXing-C++ and is no faster, but
 * needs no WebAssembly and is here at once.
 */
export const readPlainly: Decoder = ({ width, height, data }) => {
  const source = new RGBLuminanceSource(new Uint8ClampedArray(data.buffer), width, height)
  const code = codeIn(source) ?? codeIn(new InvertedLuminanceSource(source))
  return code === undefined ? [] : [code]
}

function codeIn(source: LuminanceSource): FoundCode | undefined {
  const code = codeAs('UTF-8', source)
  // Bytes that are not UTF-8 became replacement characters.
  return code?.text.includes('\uFFFD') ? codeAs('ISO-8859-1', source) : code
}

/** @param encoding - Of bytes that do not say theirs. */
function codeAs(encoding: string, source: LuminanceSource): FoundCode | undefined {
  const hints = new Map<DecodeHintType, unknown>([
    [DecodeHintType.TRY_HARDER, true],
    [DecodeHintType.CHARACTER_SET, encoding],
  ])
  try {
    const result = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source)), hints)
    // One code at a time cannot be the whole of a text that is spread over several.
    const isPart = result.getResultMetadata()?.has(ResultMetadataType.STRUCTURED_APPEND_SEQUENCE)
    return isPart ? undefined : { text: result.getText() }
  } catch {
    // Its way to say that there is none.
    return undefined
  }
}
