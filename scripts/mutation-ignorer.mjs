// @ts-check
import { createHash } from 'node:crypto'

/**
 * What of Babel's NodePath is looked at.
 *
 * @typedef {{ type: string, start: number, end: number, callee?: { name?: string } }} Node
 * @typedef {{ node: Node, parentPath?: { node: Node } | null, listKey?: unknown, key?: unknown }} Path
 */

/**
 * Leaves alone what developers read: the sentence of an error, which is its second argument, behind the code. Programs
 * branch on the code, which is mutated; no test should hold a sentence still.
 */
const errorMessages = {
  /** @param {Path} path @returns {string | undefined} Why the expression is left alone. */
  shouldIgnore({ listKey, key, parentPath }) {
    const parent = parentPath?.node
    if (parent?.type !== 'NewExpression' || listKey !== 'arguments' || key !== 1) return undefined
    return parent.callee?.name?.endsWith('Error') ? 'the sentence of an error' : undefined
  },
}

/** The part of all functions that is mutated, 0 to 1: `MFA_MUTATED_SHARE=0.25` where all of them take too long. */
const share = Number(process.env['MFA_MUTATED_SHARE'] ?? 1)

/** Draws functions (and whatever else stands at the top of a file) by where they stand: the same ones each time. */
const sample = {
  /** @param {Path} path @returns {string | undefined} Why the statement is left alone. */
  shouldIgnore({ node, parentPath }) {
    if (share >= 1 || parentPath?.node.type !== 'Program') return undefined
    const drawn = createHash('sha256').update(`seed 1 ${node.start} ${node.end}`).digest().readUInt32BE() / 2 ** 32
    return drawn < share ? undefined : 'not drawn'
  },
}

/** Stryker asks a plugin for this name. */
export const strykerPlugins = [
  { kind: 'Ignore', name: 'error-messages', value: errorMessages },
  { kind: 'Ignore', name: 'sample', value: sample },
]
