import { CodedError } from '../../src/errors.ts'

/** The code that something refuses with, or `success`. Errors without a code go on. */
export async function outcomeOf(work: () => unknown): Promise<string> {
  try {
    await work()
    return 'success'
  } catch (error) {
    if (error instanceof CodedError) return error.code
    throw error
  }
}
