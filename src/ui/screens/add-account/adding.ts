import { createEffect, createSignal, on, onCleanup, untrack, type Accessor } from 'solid-js'
import { canCaptureScreen } from '../../../qr/page/index.ts'
import { accountFormText } from '../../messages/account-form.ts'
import { accountsText } from '../../messages/accounts.ts'
import { createBreakpoint } from '../../primitives/media.ts'
import { useServices, type QrSight } from '../../services.tsx'
import { useWorkspace, type Workspace } from '../../workspace.tsx'
import { createAccountForm, formStart, type AccountFormModel } from './account-form-model.ts'
import type { AccountForm } from './account-form-state.ts'
import { firstTab, hasCamera, rememberTab, type AddTab } from './add-tab.ts'
import { codesOf, together, type FoundCodes, type ForReview } from './found-codes.ts'
import { keptForm } from './kept-form.ts'
import { isTransferLink, recognise } from './pasted-links.ts'

/** What the dialog is opened with. */
export interface AddingStart {
  readonly initial?: string | undefined
  readonly pictures?: readonly File[] | undefined
  readonly tab?: 'scan' | 'by-hand' | undefined
  readonly form?: AccountForm | undefined
}

/** What goes on in `Add account`: the way that shows, what was found, and the form that all of them fill in. */
export interface Adding {
  readonly model: AccountFormModel
  readonly tabs: Accessor<readonly AddTab[]>
  /** `undefined` until it is known whether there is a camera. */
  readonly tab: Accessor<AddTab | undefined>
  /** The person chooses a way. */
  choose(tab: AddTab): void
  readonly review: Accessor<ForReview | undefined>
  endReview(): void
  /** What came of the codes that filled the form in; empty when none did. */
  readonly remarks: Accessor<readonly string[]>
  /** Takes what was found. */
  take(found: FoundCodes): void
  /** Fills the form in. */
  fill(form: AccountForm, remarks?: readonly string[]): void
  /** Takes text as it is pasted. `false`: there is no account in it. */
  takeText(text: string): boolean
  /** Pictures that wait to be read. */
  readonly pictures: Accessor<readonly File[]>
  bringPictures(files: readonly File[]): void
  /** Gives the pictures that wait, and forgets them. */
  takePictures(): readonly File[]
  /** Codes of a transfer of which others are still to come. */
  readonly before: Accessor<readonly string[]>
  scanNext(): void
  sight(): Promise<QrSight>
}

/** {@link Adding} for the owner's lifetime. What comes while it lives is added to what is there. */
export function createAdding(props: AddingStart): Adding {
  const workspace = useWorkspace()
  const start = untrack(() => ({ ...props }))
  const model = createAccountForm(formStart(workspace, start.initial, start.form))
  const tabs = createTabs()
  const { tab, show } = createTab(workspace, tabs, startOf(start, workspace))
  const lots = createLots(start.initial)
  const filling = createFilling(model, lots, () => show('by-hand'))
  const pictures = createPictures(start.pictures, () => show('image'))

  const takeLater = (text: string | undefined): void => {
    if (text !== undefined && !filling.takeText(text)) workspace.toasts.show({ text: accountsText().pasteNothing })
  }
  createEffect(on(() => props.initial, takeLater, { defer: true }))
  createEffect(
    on(
      () => props.pictures,
      (files) => files && pictures.bringPictures(files),
      { defer: true },
    ),
  )
  createEffect(
    on(
      () => props.tab,
      (wished) => wished && show(wished),
      { defer: true },
    ),
  )

  return {
    model,
    tabs,
    tab,
    choose(chosen) {
      rememberTab(workspace.vault, chosen)
      show(chosen)
    },
    review: lots.review,
    before: lots.before,
    endReview: lots.end,
    ...filling,
    ...pictures,
    scanNext() {
      lots.goOn()
      void hasCamera(navigator.mediaDevices).then((has) => show(has ? 'scan' : 'image'))
    },
    sight: createSight(),
  }
}

/** What waits to be looked through, and what of it is not whole yet. */
function createLots(initial = '') {
  const isSeveral = recognise(initial).what === 'several'
  const [review, setReview] = createSignal<ForReview | undefined>(
    isSeveral ? { from: 'text', text: initial } : undefined,
  )
  const [before, setBefore] = createSignal<readonly string[]>([])
  return {
    review,
    before,
    put: (lot: ForReview): void => void setReview((waiting) => together(waiting, lot)),
    end(): void {
      setReview(undefined)
    },
    /** The search goes on from there. */
    goOn(): void {
      const lot = untrack(review)
      setBefore(lot === undefined ? [] : codesOf(lot).accounts)
      setReview(undefined)
    },
    forgetBefore: (): void => void setBefore([]),
  }
}

/** Fills the form in, or puts aside what does not belong there. */
function createFilling(
  model: AccountFormModel,
  lots: ReturnType<typeof createLots>,
  showForm: () => void,
): Pick<Adding, 'remarks' | 'fill' | 'take' | 'takeText'> {
  const [remarks, setRemarks] = createSignal<readonly string[]>([])
  let lastTaken: string | undefined
  // A key that was typed or read before is not lost to the next one.
  const isFree = (): boolean => untrack(() => model.form().secret === '' && lots.review() === undefined)
  const fill = (form: AccountForm, said: readonly string[] = []): void => {
    lots.end()
    model.fill(form)
    setRemarks(readFrom(said, model))
    showForm()
  }
  const take = (found: FoundCodes): void => {
    const [only = ''] = found.accounts
    const isOne = found.accounts.length === 1 && !isTransferLink(only)
    lots.forgetBefore()
    // What is in the form already needs no second look.
    if (isOne && only === lastTaken && untrack(model.isDirty)) showForm()
    else if (isOne && isFree()) {
      lastTaken = only
      if (model.take(only) === 'other') model.change({ secret: only.trim() })
      setRemarks(readFrom(found.remarks, model))
      showForm()
    } else lots.put({ from: 'codes', ...found })
  }
  const takeText = (text: string): boolean => {
    const { what } = recognise(text)
    if (what === 'foreign' || what === 'text') return false
    if (what === 'several' || !isFree()) lots.put({ from: 'text', text })
    else {
      if (what === 'secret') model.change({ secret: text.trim() })
      else model.take(text)
      setRemarks([])
      showForm()
    }
    return true
  }
  return { remarks, fill, take, takeText }
}

/** Pictures on their way to those who read them. */
function createPictures(
  given: readonly File[] = [],
  showImage: () => void,
): Pick<Adding, 'pictures' | 'bringPictures' | 'takePictures'> {
  const [pictures, setPictures] = createSignal(given)
  return {
    pictures,
    bringPictures(files) {
      setPictures((waiting) => [...waiting, ...files])
      showImage()
    },
    takePictures() {
      const waiting = untrack(pictures)
      if (waiting.length > 0) setPictures([])
      return waiting
    },
  }
}

/** What is said above a form that a code has filled in. */
function readFrom(remarks: readonly string[], { refused }: AccountFormModel): readonly string[] {
  return untrack(refused) ? remarks : [accountFormText().readFromCode, ...remarks]
}

/** The ways that this window has. */
function createTabs(): Accessor<readonly AddTab[]> {
  const breakpoint = createBreakpoint()
  return () => {
    const hasScreen = breakpoint() !== 'phone' && canCaptureScreen(navigator.mediaDevices)
    return ['scan', 'image', ...(hasScreen ? (['screen'] as const) : []), 'by-hand']
  }
}

/** The way to begin with, as far as what came along says. */
function startOf({ initial, form, pictures = [], tab }: AddingStart, workspace: Workspace): AddTab | undefined {
  if (pictures.length > 0) return 'image'
  if (tab !== undefined) return tab
  // What was left half typed is what the person is in the middle of.
  const hasForm = form !== undefined || (initial?.trim() ?? '') !== '' || keptForm(workspace) !== undefined
  return hasForm ? 'by-hand' : undefined
}

function createTab(workspace: Workspace, tabs: Accessor<readonly AddTab[]>, start: AddTab | undefined) {
  const [wanted, setWanted] = createSignal(start)
  if (start === undefined) {
    void firstTab(workspace.vault, untrack(tabs), navigator.mediaDevices).then((first) =>
      setWanted((chosen) => chosen ?? first),
    )
  }
  return {
    // A window that was made narrow has no `Screen` any more.
    tab: (): AddTab | undefined => {
      const tab = wanted()
      return tab === undefined || tabs().includes(tab) ? tab : 'by-hand'
    },
    show: (tab: AddTab): void => void setWanted(tab),
  }
}

/** Opens the cameras and the reader when they are first wanted, and ends the reader with the dialog. */
function createSight(): () => Promise<QrSight> {
  const { qr } = useServices()
  let opened: Promise<QrSight> | undefined
  onCleanup(() => {
    opened?.then(
      ({ reader }) => reader.dispose(),
      () => undefined,
    )
  })
  return () => {
    const sight = (opened ??= qr())
    sight.catch(() => {
      opened = undefined
    })
    return sight
  }
}
