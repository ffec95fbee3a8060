import { lazy, Suspense } from 'react'
import classes from './code.module.css'
import type { CodeProps } from './code-editor.tsx'

const CodeEditor = lazy(() => import('./code-editor.tsx'))

/** A text in a small language. The editor itself comes when the first is needed; until then the text is only shown. */
export const CodeInput = (props: CodeProps) => (
  <Suspense fallback={<pre className={classes.coming}>{props.value}</pre>}>
    <CodeEditor {...props} />
  </Suspense>
)
