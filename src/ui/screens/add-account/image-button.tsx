import { splitProps, type ComponentProps, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { scanText } from '../../messages/scan.ts'

interface ImageButtonProps extends Omit<ComponentProps<typeof Button>, 'onClick' | 'children'> {
  readonly onFiles: (files: readonly File[]) => void
}

/** `Choose image`: one picture or several. */
export function ImageButton(props: ImageButtonProps): JSX.Element {
  const [own, rest] = splitProps(props, ['onFiles'])
  let input: HTMLInputElement | undefined
  return (
    <>
      <Button {...rest} onClick={() => input?.click()}>
        {scanText().image.choose}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        multiple
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          // The same picture again is a choice, too.
          event.currentTarget.value = ''
          if (files.length > 0) own.onFiles(files)
        }}
      />
    </>
  )
}
