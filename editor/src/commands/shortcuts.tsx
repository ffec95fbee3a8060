import { useState } from 'react'
import { useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import { COMMAND_GROUPS, offeredCommands } from './command.ts'
import classes from './commands.module.css'
import { Keys } from './keys.tsx'
import { useOpenedList } from './opened.ts'

/** Every key that does something here, also those that have nothing to do at the moment. */
export function Shortcuts() {
  const text = useText()
  const { close } = useOpenedList()
  const [commands] = useState(() => offeredCommands().filter(({ keys = [] }) => keys.length > 0))
  return (
    <Dialog title={text('commands.shortcuts')} size={780} onClose={close}>
      <div className={classes.shortcuts}>
        {COMMAND_GROUPS.map((group) => {
          const listed = commands.filter((each) => each.group === group)
          if (listed.length === 0) return null
          return (
            <section key={group}>
              <h3>{text(`commands.group.${group}`)}</h3>
              <dl>
                {listed.map(({ id, name, keys = [] }) => (
                  <div key={id}>
                    <dt>{text(name)}</dt>
                    <dd>
                      {keys.map((each) => (
                        <Keys key={each} keys={each} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
      </div>
    </Dialog>
  )
}
