const PARTS = ['facts', 'nodes', 'tests', 'examples', 'invariants'] as const

/** The part of a playbook by which its changes are told; what stands at its head, such as its name, is told together. */
export const partName = (part: string) => PARTS.find((each) => each === part) ?? 'head'
