/** Those who have something to read in the morning. */
export const DIGEST_ROLES = ['adviser', 'manager', 'approver'] as const
