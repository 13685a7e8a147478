import { splitProps, type ComponentProps, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'

interface FileButtonProps extends Omit<ComponentProps<typeof Button>, 'onClick'> {
  /** One file is enough. */
  readonly single?: boolean
  readonly onFiles: (files: readonly File[]) => void
}

/**
 * A button that lets the person choose files. None is hidden by its name: what a file is, its content says, and other
 * apps name theirs as they like.
 */
export function FileButton(props: FileButtonProps): JSX.Element {
  const [own, rest] = splitProps(props, ['single', 'onFiles'])
  let input: HTMLInputElement | undefined
  return (
    <>
      <Button {...rest} onClick={() => input?.click()} />
      <input
        ref={input}
        type="file"
        hidden
        multiple={!own.single}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          // The same file again is a choice, too.
          event.currentTarget.value = ''
          if (files.length > 0) own.onFiles(files)
        }}
      />
    </>
  )
}
