import { ApiError } from './errors.ts'
import { isPlainObject, memberOf, shortPath, type PlainObject } from './plain-json.ts'
import type { MethodName, Methods } from './protocol.ts'

/** The longest id and name of a subscription, in UTF-16 units. Ours have 22. */
const maxNameLength = 128
/** The longest search that sorts. */
const maxQueryLength = 256
/** The longest link that may be added, which is what the parser takes. */
const maxUriLength = 65_536

/** Takes what is known of the members of params, or throws. */
type Reader<Name extends MethodName> = (params: PlainObject) => Methods[Name]['params']

interface Shape<Name extends MethodName> {
  readonly members: readonly string[]
  readonly read: Reader<Name>
}

const none = { members: [], read: () => ({}) } as const

const shapes: { readonly [Name in MethodName]: Shape<Name> } = {
  'session.info': none,
  'session.close': none,
  'vault.export': none,
  'codes.list': {
    members: ['query'],
    read: (params) => {
      const query = memberOf(params, 'query')
      return query === undefined ? {} : { query: text(query, 'params.query', maxQueryLength) }
    },
  },
  'codes.get': {
    members: ['id'],
    read: (params) => ({ id: text(memberOf(params, 'id'), 'params.id', maxNameLength) }),
  },
  'codes.subscribe': {
    members: ['ids'],
    read: (params) => {
      const ids = memberOf(params, 'ids')
      return ids === undefined ? {} : { ids: texts(ids, 'params.ids') }
    },
  },
  'codes.unsubscribe': {
    members: ['subscription'],
    read: (params) => ({
      subscription: text(memberOf(params, 'subscription'), 'params.subscription', maxNameLength),
    }),
  },
  'accounts.add': {
    members: ['uri'],
    read: (params) => ({ uri: text(memberOf(params, 'uri'), 'params.uri', maxUriLength) }),
  },
}

/** Whether a text names a method. */
export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(shapes, name)
}

/**
 * Reads the params of a call by name, exactly: a member that the method does not know is refused like one of a wrong type.
 *
 * @param params - Plain JSON, as `readRequest` answers it; absent is as good as empty.
 * @throws {@link ApiError} `invalid-params` with the path of what is off.
 */
export function readParams<Name extends MethodName>(method: Name, params: unknown): Methods[Name]['params'] {
  const given = params === undefined ? {} : params
  if (!isPlainObject(given)) throw invalid('params')
  const { members, read } = shapes[method]
  const unknown = Object.keys(given).find((name) => !members.includes(name) && given[name] !== undefined)
  if (unknown !== undefined) throw invalid(shortPath(`params.${unknown}`))
  return read(given)
}

function text(value: unknown, path: string, maxLength: number): string {
  if (typeof value !== 'string' || value.length > maxLength) throw invalid(path)
  return value
}

function texts(value: unknown, path: string): readonly string[] {
  if (!Array.isArray(value)) throw invalid(path)
  return value.map((element, index) => text(element, `${path}[${index}]`, maxNameLength))
}

function invalid(path: string): ApiError {
  return new ApiError('invalid-params', { path })
}
