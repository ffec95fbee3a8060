import { type ReadFile, type ReadRequest, readFile } from './read-file.ts'

/** The part of a worker's global scope that is used here; the DOM's types describe a page. */
interface Scope {
  onmessage: ((event: MessageEvent<ReadRequest>) => void) | null
  postMessage(read: ReadFile): void
}

const scope: Scope = self

scope.onmessage = ({ data }) => void readFile(data).then((read) => scope.postMessage(read))
