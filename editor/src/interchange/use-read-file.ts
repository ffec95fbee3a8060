import { type Playbook, type Problem, problem } from '@branch-playbook/engine'
import { useEffect, useState } from 'react'
import { MOST_BYTES } from './formats.ts'
import type { ReadFile, ReadRequest } from './read-file.ts'

/** Reads a file in a worker, which is stopped when nobody waits any more; null until it is read. */
export function useReadFile(file: File, playbook: Playbook, replacing: boolean): ReadFile | null {
  const [read, setRead] = useState<ReadFile | null>(null)
  useEffect(() => {
    setRead(null)
    if (file.size > MOST_BYTES) {
      setRead(refused(problem('too_large', [], { characters: file.size, most: MOST_BYTES })))
      return
    }
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<ReadFile>) => setRead(data)
    worker.onerror = () => setRead(refused(unreadable(file)))
    const ask = (bytes: Uint8Array) =>
      worker.postMessage({ name: file.name, bytes, playbook, replacing } satisfies ReadRequest)
    file.arrayBuffer().then(
      (buffer) => ask(new Uint8Array(buffer)),
      () => setRead(refused(unreadable(file))),
    )
    return () => worker.terminate()
  }, [file, playbook, replacing])
  return read
}

const unreadable = ({ name: file }: File): Problem =>
  problem('file_not_readable', [], { file, reason: 'browser' })

const refused = (...problems: readonly Problem[]): ReadFile => ({
  arrival: { is: 'refused', problems },
  after: [],
  names: [],
})
