/** Playbooks, how their versions come about, and which are in force where. */
export interface VersionTables {
  playbooks: { id: string }
  versions: {
    playbook: string
    version: number
    hash: string
    document: string
    author: string
    at: string
    note: string
    /** The version that it was drafted from; null for the first. */
    base: number | null
    /** JSON array of everybody who saved the draft, the author included: none of them approves it. */
    contributors: string
    /** JSON of what was proven when it was submitted: tests, claims, warnings. */
    evidence: string
  }
  /** The draft of a playbook as it stands. */
  drafts: {
    playbook: string
    document: string
    etag: string
    author: string
    at: string
    note: string
    base: number
  }
  /** Every state that the draft had since the version it was made from, so that two edits can be merged. */
  draft_revisions: {
    number: number
    playbook: string
    etag: string
    document: string
    author: string
    at: string
    /** When the run of saves began that the editor made by itself and that this is the last of; null for any other. */
    run_since: string | null
  }
  /** Comments at a node, which belong together. Nothing of the playbook's life ends them. */
  comment_threads: {
    number: number
    playbook: string
    node: string
    /** Null while it is open. */
    resolved_by: string | null
    resolved_at: string | null
  }
  comments: {
    number: number
    thread: number
    by: string
    at: string
    /** Empty once its author has deleted it. */
    text: string
    deleted_at: string | null
  }
  /** What became of a submitted version. */
  reviews: {
    number: number
    playbook: string
    version: number
    verdict: 'approved' | 'sent_back' | 'withdrawn'
    by: string
    at: string
    comment: string
    /** JSON array of comments at nodes: { node, text }. */
    notes: string
    /** Hash of the effect that an approver saw. */
    effect: string | null
  }
  /** Versions put in force: from a day on, in some branches or (null) everywhere. Rows never change. */
  activations: {
    number: number
    playbook: string
    version: number
    by: string
    at: string
    valid_from: string
    /** JSON array of branch numbers. */
    branches: string | null
    reason: string
  }
  /** Activations taken back before their day. */
  activation_withdrawals: { activation: number; by: string; at: string; reason: string }
  /** Numbers that branches set in playbooks. Once submitted a row never changes. */
  overlays: {
    id: string
    branch: string
    playbook: string
    /** JSON object: numbers by the ids of parameters. */
    settings: string
    note: string
    /** Who saved it last. */
    author: string
    /** JSON array of everybody who saved it: none of them approves it. */
    contributors: string
    revision: number
    at: string
    /** Null while it is a draft. */
    submitted_at: string | null
    /** From which day the branch would like to have it. */
    wanted_from: string | null
  }
  /** What became of submitted overlays; the last verdict of each holds. Rows never change. */
  overlay_verdicts: {
    number: number
    overlay: string
    verdict: 'approved' | 'sent_back' | 'withdrawn' | 'ended'
    by: string
    at: string
    comment: string
    /** From which day it holds; null unless it is approved. */
    valid_from: string | null
    /** Hash of the effect that the approver saw. */
    effect: string | null
  }
  /** A challenger beside the champion: who is decided by which is a pure function of this. */
  experiments: {
    id: string
    name: string
    playbook: string
    /** The challenger's version; the champion is whatever is in force. */
    challenger: number
    unit: 'branch' | 'customer'
    seed: string
    /** JSON array of branch numbers in which it runs; null for all. */
    branches: string | null
    valid_from: string
    by: string
    at: string
    reason: string
  }
  /** The shares of an experiment from a day on, in hundredths of a percent; both 0 once it has ended. */
  experiment_shares: {
    number: number
    experiment: string
    valid_from: string
    share: number
    /** Units that never see the challenger, however large its share becomes. */
    holdout: number
    by: string
    at: string
    reason: string
  }
}
