import { useWorksInBranch } from '../api/session.ts'
import { usePhone } from '../shell/phone.ts'

/** Whether what is done with a customer is at the foot of his page, within reach of the thumb: it is nowhere else then. */
export function useIsAtHand(): boolean {
  const isPhone = usePhone()
  return useWorksInBranch() && isPhone
}
