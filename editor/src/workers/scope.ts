/** The part of a worker's global scope that is used; the DOM's types describe a page. */
export interface WorkerScope<Request, Report> {
  onmessage: ((event: MessageEvent<Request>) => void) | null
  postMessage(report: Report): void
}
