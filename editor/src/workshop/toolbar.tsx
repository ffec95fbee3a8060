import { ActionIcon, Button, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChartBar,
  IconHierarchy,
  IconListTree,
  IconSearch,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useOpenedList } from '../commands/opened.ts'
import type { Step } from '../document/history.ts'
import { useDocument } from '../document/store.ts'
import { SaveDraft } from '../draft/save-draft.tsx'
import { SaveState } from '../draft/save-state.tsx'
import { PlaybookMenu } from '../first-playbook/playbook-menu.tsx'
import { FileMenu } from '../interchange/file-menu.tsx'
import { useBilingual, useText } from '../locale/text.ts'
import { People } from '../together/people-here.tsx'
import { useStepName } from './step-name.ts'
import classes from './toolbar.module.css'
import { Versions } from './versions.tsx'
import { useView } from './view.ts'

interface ToolbarProps {
  readonly id: string
  readonly editable: boolean
  /** The version that is shown, when it is not the draft. */
  readonly version: number | undefined
  onArrange(): void
}

/** What can be done with the playbook as a whole. */
export function Toolbar({ id, editable, version, onArrange }: ToolbarProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { shown, history, undo, redo } = useDocument()
  const { outline, panel, toggleOutline, toggle } = useView()
  const nameOf = useStepName()
  const named = (key: 'workshop.undo' | 'workshop.redo', step: Step | undefined) =>
    step ? `${text(key)}: ${nameOf(step)}` : text(key)
  return (
    <header className={classes.bar} data-part="bar">
      <Tool label={text('workshop.outline')} pressed={outline} onClick={toggleOutline}>
        <IconListTree size={18} stroke={1.7} />
      </Tool>
      {shown && <PlaybookMenu id={id} name={bilingual(shown.name)} editable={editable} />}
      {editable ? (
        <SaveState />
      ) : (
        <span className={classes.state}>{text('workshop.read_only', { version: version ?? 0 })}</span>
      )}
      <div className={classes.tools}>
        <People />
        <Tool label={text('commands.palette')} onClick={() => useOpenedList.getState().open('palette')}>
          <IconSearch size={18} stroke={1.7} />
        </Tool>
        {editable && (
          <>
            <Tool
              label={named('workshop.undo', history.past.at(-1))}
              disabled={history.past.length === 0}
              onClick={undo}
            >
              <IconArrowBackUp size={18} stroke={1.7} />
            </Tool>
            <Tool
              label={named('workshop.redo', history.future[0])}
              disabled={history.future.length === 0}
              onClick={redo}
            >
              <IconArrowForwardUp size={18} stroke={1.7} />
            </Tool>
          </>
        )}
        <Tool label={text('workshop.arrange')} onClick={onArrange}>
          <IconHierarchy size={18} stroke={1.7} />
        </Tool>
        <Button
          size="xs"
          variant={panel === 'whatif' ? 'light' : 'default'}
          aria-pressed={panel === 'whatif'}
          leftSection={<IconChartBar size={15} aria-hidden />}
          onClick={() => toggle('whatif')}
        >
          {text('whatif.title')}
        </Button>
        <FileMenu id={id} editable={editable} />
        <Versions id={id} editable={editable} />
        {editable && <SaveDraft id={id} />}
      </div>
    </header>
  )
}

interface ToolProps {
  readonly label: string
  readonly disabled?: boolean
  readonly pressed?: boolean
  onClick(): void
  readonly children: ReactNode
}

const Tool = ({ label, disabled = false, pressed, onClick, children }: ToolProps) => (
  <Tooltip label={label} openDelay={400}>
    <ActionIcon
      variant={pressed ? 'light' : 'subtle'}
      color={pressed ? 'pine' : 'gray'}
      size={30}
      aria-label={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  </Tooltip>
)
