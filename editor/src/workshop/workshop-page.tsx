import { Loader } from '@mantine/core'
import { type ComponentProps, useEffect, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useBank } from '../api/bank.ts'
import { useSession } from '../api/session.ts'
import { Canvas } from '../canvas/canvas.tsx'
import { useSelection } from '../canvas/selection.ts'
import { useClaimCommands } from '../claims/claim-commands.ts'
import { CommandLists } from '../commands/command-lists.tsx'
import { isDirty, useDocument } from '../document/store.ts'
import { useSaving } from '../draft/saving.ts'
import { GuideBar } from '../first-playbook/guide-bar.tsx'
import { Inspector } from '../inspector/inspector.tsx'
import { FileExchange } from '../interchange/file-exchange.tsx'
import { useText } from '../locale/text.ts'
import { Outline } from '../outline/outline.tsx'
import { StructureCommands } from '../outline/structure-commands.tsx'
import { useScrutiny } from '../scrutiny/store.ts'
import { SheetPlace } from '../sheet/sheet-place.tsx'
import { Refused } from '../shell/refused.tsx'
import { useTestCommands } from '../tests/test-commands.ts'
import { useCommentCommand } from '../together/comments/comment-command.ts'
import { useLive } from '../together/live.ts'
import { useTracing } from '../trace/keep-tracing.ts'
import { useTraceCommands } from '../trace/stepping.ts'
import { useWhatIf } from '../what-if/keep-comparing.ts'
import { Dock } from './dock.tsx'
import { Frame } from './frame.tsx'
import { useCloseLook } from './look-closely.ts'
import { useOpenedPlaybook } from './opened-playbook.ts'
import { Overview } from './overview.tsx'
import { Toolbar } from './toolbar.tsx'
import { useView } from './view.ts'
import { useWorkshopCommands } from './workshop-commands.ts'
import classes from './workshop-page.module.css'

/** Where head office writes the playbook: the graph, the form of one node, and what an edit does to everyone. */
export function WorkshopPage() {
  const { playbook: asked } = useParams()
  const { data: bank, error, refetch } = useBank()
  if (error && !bank) return <NotShown error={error} onRetry={() => void refetch()} />
  const id = asked ?? bank?.playbook.id
  return id === undefined ? <Loader size="sm" m="xl" /> : <Workshop key={id} id={id} />
}

function Workshop({ id }: { readonly id: string }) {
  const text = useText()
  const { data: user } = useSession()
  const editable = user?.role === 'strategist'
  const [search] = useSearchParams()
  const chosen = Number(search.get('version')) || null
  const { error, version } = useOpenedPlaybook(id, editable, chosen)
  const opened = useDocument((state) => state.opened?.playbook === id)
  const playbook = useDocument((state) => state.shown)
  const { selected } = useSelection()
  const [arrangement, setArrangement] = useState(0)
  const { outline, panel, maximised } = useView()
  const arrange = () => {
    if (editable && playbook?.layout) useDocument.getState().change(['layout'], undefined)
    setArrangement(arrangement + 1)
  }
  const failed = useScrutiny((state) => state.failed)
  useCloseLook()
  useWhatIf(id)
  useTracing()
  useTraceCommands()
  useTestCommands(editable)
  useClaimCommands(editable)
  useWorkshopCommands({ editable, arrange })
  useLive(id, editable)
  useCommentCommand()
  useUnsavedWarning()

  if (error && !(opened && playbook))
    return <NotShown error={error} onRetry={() => window.location.reload()} />
  if (!opened || !playbook) return <Loader size="sm" m="xl" />
  return (
    <div className={classes.workshop}>
      <Toolbar id={id} editable={editable} version={version} onArrange={arrange} />
      <Frame
        outline={outline ? <Outline playbook={playbook} failed={failed} editable={editable} /> : null}
        canvas={
          <section className={classes.canvas} data-part="canvas" aria-label={text('workshop.canvas')}>
            <SheetPlace editable={editable}>
              <Canvas playbook={playbook} arrangement={arrangement} editable={editable} />
            </SheetPlace>
          </section>
        }
        inspector={
          <aside
            className={classes.inspector}
            data-part="inspector"
            aria-label={text('workshop.inspector')}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused
            tabIndex={0}
          >
            {selected === null ? (
              <Overview playbook={playbook} failed={failed} editable={editable} />
            ) : (
              <>
                {editable && <GuideBar playbook={playbook} />}
                <Inspector id={selected} editable={editable} />
              </>
            )}
          </aside>
        }
        dock={panel === null ? null : <Dock playbook={playbook} editable={editable} />}
        maximised={maximised}
      />
      <StructureCommands editable={editable} />
      <CommandLists />
      <FileExchange editable={editable} />
    </div>
  )
}

/** Why there is no playbook to work on. */
const NotShown = (refused: ComponentProps<typeof Refused>) => (
  <div className={classes.refused}>
    <Refused {...refused} />
  </div>
)

/** The browser asks before a page is closed with edits that neither the server has nor this computer keeps. */
function useUnsavedWarning() {
  const dirty = useDocument(isDirty)
  const kept = useSaving((state) => state.kept)
  const atRisk = dirty && !kept
  useEffect(() => {
    if (!atRisk) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [atRisk])
}
