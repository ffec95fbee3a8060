import { type BlockList, isIP } from 'node:net'

/** The address of requests that come over no socket, as in tests. */
const NO_SOCKET = 'local'

/**
 * Where a request comes from: the socket's other end, or when that is a trusted proxy the last address before
 * it in `X-Forwarded-For` that is none. What stands further left anybody may have written.
 */
export function clientAddress(
  socket: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: BlockList,
): string {
  if (socket === undefined) return NO_SOCKET
  const hops = (forwardedFor ?? '').split(',').map((each) => each.trim())
  let address = plain(socket)
  while (isTrusted(address, trustedProxies)) {
    const before = hops.pop() ?? ''
    if (isIP(before) === 0) break
    address = plain(before)
  }
  return address
}

/** IPv4 in the clothes of IPv6, as a socket that listens to both has it, is IPv4. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

const isTrusted = (address: string, trusted: BlockList): boolean =>
  trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
