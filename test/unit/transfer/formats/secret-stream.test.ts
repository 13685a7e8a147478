import { expect, test } from 'vitest'
import {
  openFirstMessage,
  streamHeaderBytes,
  streamOverheadBytes,
} from '../../../../src/transfer/formats/secret-stream.ts'

test.each([
  ['a header that is short', streamHeaderBytes - 1, 100],
  ['a header that is long', streamHeaderBytes + 1, 100],
  ['no header', 0, 100],
  ['a message without room for its MAC', streamHeaderBytes, streamOverheadBytes - 1],
  ['a message of nothing under another key', streamHeaderBytes, streamOverheadBytes],
  ['no message', streamHeaderBytes, 0],
])('%s opens to nothing', (_, headerBytes, messageBytes) => {
  const message = new Uint8Array(messageBytes)
  expect(openFirstMessage(new Uint8Array(32), new Uint8Array(headerBytes), message)).toBeNull()
})
