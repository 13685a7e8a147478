import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

describe('.ci/run', () => {
  const script = readFileSync('.ci/run', 'utf8')

  it('may be run', () => {
    expect(statSync('.ci/run').mode & 0o111).toBe(0o111)
  })

  it('ends as npm test ends', () => {
    expect(script.trimEnd()).toMatch(/\nexec npm test$/)
  })

  it('asks for packages only after the list of them is fresh, and only where it may', () => {
    expect(script.indexOf('apt-get update')).toBeLessThan(script.indexOf('apt-get install'))
    expect(script.indexOf('id -u')).toBeLessThan(script.indexOf('apt-get update'))
  })
})

describe('the workflow', () => {
  const workflow = readFileSync('.github/workflows/test.yml', 'utf8')

  it('may read the repository and nothing else', () => {
    expect(workflow).toContain('\npermissions:\n  contents: read\n')
    expect(workflow).not.toMatch(/: write|secrets\.|pull_request_target/)
  })

  it('pins every action to a commit, with its version beside it', () => {
    const actions = [...workflow.matchAll(/uses: (.*)/g)].map(([, action]) => action)
    expect(actions.length).toBeGreaterThan(1)
    for (const action of actions) expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  it('runs npm test', () => {
    expect(workflow).toContain('run: npm test\n')
  })

  it('asks for advisories about every package, every week too', () => {
    expect(workflow).toContain('run: npm audit --package-lock-only\n')
    expect(workflow).toMatch(/\n {2}schedule:\n {4}- cron: /)
  })
})
