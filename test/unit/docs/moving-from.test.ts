import { describe, expect, test } from 'vitest'
import { importFormats } from '../../../src/transfer/index.ts'
import { appNamesText, type AppId, type GuideId } from '../../../src/ui/messages/app-names.ts'
import { movingFromText } from '../../../src/ui/messages/moving-from.ts'

const names = appNamesText()
const guides = movingFromText()

function sectionOf(id: GuideId): string {
  const { steps, kept, lost } = guides[id]
  const list = steps.map((step, place) => `${place + 1}. ${step}`).join('\n')
  const left = lost === undefined ? '' : `\nStays behind: ${lost}\n`
  return `## ${names[id]}\n\n${list}\n\nCarries over: ${kept}\n${left}`
}

const introduction = `# Moving from other apps

What to do in each app, and what comes along. The same texts are in the app, under Import and export, behind the name of
each app; [a test](../test/unit/docs/moving-from.test.ts) holds the two together.

Drop the files anywhere in the app, choose them under Import and export, or paste the text there. You see what would be
added before anything is saved. What cannot be read is listed with the reason, and kept encrypted if you want.
`

describe('docs/moving-from.md', () => {
  test('says what the app says', async () => {
    const ids = (Object.keys(guides) as GuideId[]).toSorted((a, b) => names[a].localeCompare(names[b], 'en'))
    const page = [introduction, ...ids.map(sectionOf)].join('\n')
    await expect(page).toMatchFileSnapshot('../../../docs/moving-from.md')
  })

  test('has a section for each format that is read', () => {
    const sameAs: Partial<Record<AppId, AppId>> = { 'freeotp-2': 'freeotp' }
    for (const { id } of importFormats) expect(Object.keys(guides)).toContain(sameAs[id] ?? id)
  })
})

describe('each guide', () => {
  test.each(Object.entries(guides))('%s is in whole sentences, without urging', (_, { steps, kept, lost }) => {
    for (const sentence of [...steps, kept, ...(lost === undefined ? [] : [lost])]) {
      expect(sentence).toMatch(/^[\p{Lu}“o].*\.$/u)
      expect(sentence).not.toMatch(/please|simply|just |!/i)
    }
    expect(steps.length).toBeGreaterThan(0)
  })
})
