import { ACTIONS, LISTED_ACTIONS } from '@branch-playbook/engine'

/** Why a customer is on a list: because he was promised a call, or by the decision of a playbook. */
export const LISTED = ['call_back', ...LISTED_ACTIONS] as const
export type Listed = (typeof LISTED)[number]

/** What becomes of a customer today: a promised call, or what a playbook decides. */
export const DUE = ['call_back', ...ACTIONS] as const
export type Due = (typeof DUE)[number]

/** Whether what is due puts a customer on a list. */
export const isListed = (due: Due): due is Listed => LISTED.some((each) => each === due)
