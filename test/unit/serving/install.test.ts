import { describe, expect, it } from 'vitest'
import { isInstalled, isNodeAtLeast } from '../../../scripts/install.mjs'

describe('whether the installation is the one that the lockfile names', () => {
  const wanted = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.2.3', integrity: 'sha512-a' },
      'node_modules/b-linux': { version: '2.0.0', integrity: 'sha512-b', optional: true },
    },
  }
  const a = { version: '1.2.3', integrity: 'sha512-a' }

  it.each([
    ['is so when every package is there', { 'node_modules/a': a }, true],
    ['is so when more is there', { 'node_modules/a': a, 'node_modules/c': a }, true],
    ['is not when a package is missing', {}, false],
    ['is not when a version differs', { 'node_modules/a': { ...a, version: '1.2.4' } }, false],
    ['is not when the contents differ', { 'node_modules/a': { ...a, integrity: 'sha512-x' } }, false],
    ['is not when an optional package is another one', { 'node_modules/a': a, 'node_modules/b-linux': a }, false],
  ])('%s', (_, packages, expected) => {
    expect(isInstalled(wanted, { packages })).toBe(expected)
  })
})

describe('whether this Node is new enough', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.0.0', true],
    ['20.18.3', false],
    ['18.20.4', false],
  ])('%s for >=20.19: %s', (version, expected) => {
    expect(isNodeAtLeast('>=20.19', version)).toBe(expected)
  })
})
