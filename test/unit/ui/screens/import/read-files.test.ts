import { describe, expect, test } from 'vitest'
import { maxFileBytes } from '../../../../../src/transfer/index.ts'
import { readFiles } from '../../../../../src/ui/screens/import/read-files.ts'

const file = (name: string, text: string) => ({ name, file: new File([text], name) })

describe('chosen files', () => {
  test('are read in their order, under the names they were given here', async () => {
    const { files, refused } = await readFiles([file('a.txt', 'one'), { ...file('a.txt', 'two'), name: 'a.txt (2)' }])
    expect(files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
      ['a.txt', 'one'],
      ['a.txt (2)', 'two'],
    ])
    expect(refused).toEqual([])
  })

  test('that are too large or cannot be read are told, and the others go on', async () => {
    const huge = {
      name: 'huge',
      size: maxFileBytes + 1,
      lastModified: 0,
      arrayBuffer: () => expect.fail('it was read'),
    }
    const gone = {
      name: 'gone',
      size: 4,
      lastModified: 0,
      arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
    }
    const { files, refused } = await readFiles([
      { name: 'huge', file: huge },
      { name: 'gone', file: gone },
      file('fine', 'x'),
    ])
    expect(files.map(({ name }) => name)).toEqual(['fine'])
    expect(refused).toEqual([
      { files: ['huge'], reason: 'transfer/too-large' },
      { files: ['gone'], reason: 'not-read' },
    ])
  })
})
