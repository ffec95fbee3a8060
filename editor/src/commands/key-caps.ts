/** Keys by names that stand on no keyboard, or that are shorter as signs. */
const SIGNS: Readonly<Record<string, string>> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  escape: 'Esc',
  delete: 'Del',
  space: '␣',
  plus: '+',
  minus: '−',
}

const ON_MAC: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥', ctrl: '⌃' }
const ELSEWHERE: Readonly<Record<string, string>> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', ctrl: 'Ctrl' }

/** Signs that are written with shift as it is: nobody thinks of it as a key of its own. */
const SHIFTED = /^shift\+([?!:<>])$/i

/**
 * What is written on the keys of a combination such as `mod+shift+Z`.
 * @param onMac Whether the keyboard is one of a Mac, as this machine's is unless said otherwise.
 */
export function keyCaps(combination: string, onMac = /mac/i.test(navigator.userAgent)): readonly string[] {
  const [, sign] = SHIFTED.exec(combination) ?? []
  if (sign) return [sign]
  const words: Readonly<Record<string, string>> = { ...SIGNS, ...(onMac ? ON_MAC : ELSEWHERE) }
  return combination.split('+').map((key) => {
    const name = key.trim().toLowerCase()
    return words[name] ?? name.charAt(0).toUpperCase() + name.slice(1)
  })
}
