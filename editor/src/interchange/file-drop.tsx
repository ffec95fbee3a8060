import { useWindowEvent } from '@mantine/hooks'
import { useState } from 'react'
import { useText } from '../locale/text.ts'
import classes from './interchange.module.css'
import { useImport } from './store.ts'

/** Takes a file that is dropped anywhere on the page. */
export function FileDrop() {
  const text = useText()
  const [over, setOver] = useState(false)
  const enter = (event: DragEvent) => {
    if (!hasFiles(event)) return
    // Otherwise the browser leaves the page to show the file.
    event.preventDefault()
    setOver(true)
  }
  useWindowEvent('dragenter', enter)
  useWindowEvent('dragover', enter)
  useWindowEvent('dragleave', (event) => {
    if (event.relatedTarget === null) setOver(false)
  })
  useWindowEvent('drop', (event) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer?.files[0]
    if (file) useImport.getState().look(file)
  })
  return over ? <div className={classes.drop}>{text('interchange.drop')}</div> : null
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false
