import { useText } from '../locale/text.ts'
import classes from './privacy.module.css'

const GOES = ['name', 'log', 'notes'] as const
const STAYS = ['contacts', 'lists', 'entries'] as const
const BEYOND = ['snapshot', 'older', 'backups'] as const

/** What an erasure removes, what has to stay, and what it does not reach. */
export function WhatGoes() {
  const text = useText()
  return (
    <div className={classes.columns}>
      <div>
        <h2>{text('erasure.goes')}</h2>
        <ul>
          {GOES.map((each) => (
            <li key={each}>{text(`erasure.goes.${each}`)}</li>
          ))}
        </ul>
      </div>
      <div>
        <h2>{text('erasure.stays')}</h2>
        <ul>
          {STAYS.map((each) => (
            <li key={each}>{text(`erasure.stays.${each}`)}</li>
          ))}
        </ul>
      </div>
      <div>
        <h2>{text('erasure.beyond')}</h2>
        <ul>
          {BEYOND.map((each) => (
            <li key={each}>{text(`erasure.beyond.${each}`)}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}
