import { describe, expectTypeOf, it } from 'vitest'
import type * as Source from '../../../src/client/connect.ts'
import type * as Written from '../../../src/client/mfa-manager.d.ts'

/** The error without its constructor, which other sites have no use for. */
type WrittenError = InstanceType<abstract new (...parameters: never) => Written.MfaError>

describe('the published types', () => {
  it('are those of the source', () => {
    expectTypeOf<Omit<Written.MfaSession, 'on'>>().toEqualTypeOf<Omit<Source.MfaSession, 'on'>>()
    // Generic methods are compared by what each can stand for.
    expectTypeOf<Written.MfaSession>().toExtend<Source.MfaSession>()
    expectTypeOf<Source.MfaSession>().toExtend<Written.MfaSession>()
    expectTypeOf<Written.Code>().toEqualTypeOf<Source.Code>()
    expectTypeOf<Written.CounterCode>().toEqualTypeOf<Source.CounterCode>()
    expectTypeOf<Written.CodesUpdate>().toEqualTypeOf<Source.CodesUpdate>()
    expectTypeOf<Written.ConnectOptions>().toEqualTypeOf<Source.ConnectOptions>()
    expectTypeOf<Written.CallOptions>().toEqualTypeOf<Source.CallOptions>()
    expectTypeOf<Written.MfaErrorReason>().toEqualTypeOf<Source.MfaErrorReason>()
    expectTypeOf<Parameters<typeof Written.connect>>().toEqualTypeOf<Parameters<typeof Source.connect>>()
    expectTypeOf<typeof Written.connect>().toExtend<typeof Source.connect>()
    expectTypeOf<typeof Source.connect>().toExtend<typeof Written.connect>()
    expectTypeOf<WrittenError>().toExtend<Source.MfaError>()
    expectTypeOf<Source.MfaError>().toExtend<WrittenError>()
  })

  it('name what the source names', () => {
    expectTypeOf<keyof typeof Written>().toEqualTypeOf<keyof typeof Source>()
  })

  it('refuse what the protocol does not have', () => {
    const misuses = async (mfa: Written.MfaSession) => {
      // @ts-expect-error: an id is a text.
      await mfa.codes.get({ id: 5 })
      // @ts-expect-error: there is no reading without an id.
      await mfa.codes.get()
      // @ts-expect-error: a query is all that sorts.
      await mfa.codes.list({ limit: 5 })
      // @ts-expect-error: the passphrase is typed in the popup.
      await mfa.vault.export({ passphrase: 'x' })
      const { codes } = await mfa.codes.list()
      // @ts-expect-error: nothing answers a secret.
      return codes[0]?.secret
    }
    expectTypeOf(misuses).toBeFunction()
  })
})
