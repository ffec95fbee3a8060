import { useMediaQuery } from '@mantine/hooks'

/** As wide as a telephone, or a page enlarged to 400 per cent; the style sheets say the same. */
const PHONE = '(max-width: 640px)'

/** Whether the page is no wider than a telephone. */
export const usePhone = (): boolean => useMediaQuery(PHONE, false, { getInitialValueInEffect: false })
