import { isTextKey, useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'

/** Says why the way through the bank's own sign-in did not lead in. */
export function ProviderRefused({ code }: { readonly code: string }) {
  const text = useText()
  const key = `signin.refused.${code}`
  return (
    <Notice
      tone="problem"
      title={text(code === 'no_account' ? 'signin.refused_here' : 'signin.refused_there')}
      text={text(isTextKey(key) ? key : 'signin.refused.provider_refused')}
    />
  )
}
