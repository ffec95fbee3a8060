import type { WorkerScope } from '../workers/scope.ts'
import { type ReadFile, type ReadRequest, readFile } from './read-file.ts'

const scope: WorkerScope<ReadRequest, ReadFile> = self

scope.onmessage = ({ data }) => void readFile(data).then((read) => scope.postMessage(read))
