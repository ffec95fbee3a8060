import { useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import classes from './interchange.module.css'
import { ProblemLines } from './problem-lines.tsx'
import { useExported } from './store.ts'

/** Tells what a file that was just saved says otherwise than the playbook. */
export function ExportedDialog() {
  const text = useText()
  const { exported, close } = useExported()
  if (!exported) return null
  const { name, problems } = exported
  return (
    <Dialog title={text('interchange.saved', { name })} size={620} onClose={close}>
      <div className={classes.preview}>
        <p>{text('interchange.otherwise', { count: problems.length })}</p>
        <ProblemLines problems={problems} />
      </div>
    </Dialog>
  )
}
