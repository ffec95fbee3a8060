import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core'

const pine: MantineColorsTuple = [
  '#e0eeea',
  '#c3ddd7',
  '#93d8cb',
  '#6cc4b4',
  '#3f9588',
  '#237a70',
  '#0b5d56',
  '#084741',
  '#063732',
  '#042622',
]

/** The greys of the dark scheme, with the same breath of green as the rest. */
const dark: MantineColorsTuple = [
  '#e7ebe9',
  '#b9c2be',
  '#98a39e',
  '#73807a',
  '#3a4440',
  '#2c3431',
  '#1f2624',
  '#191f1d',
  '#141918',
  '#111514',
]

const FONT =
  "'IBM Plex Sans Variable', 'PingFang SC', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif"

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 6, dark: 3 },
  // The library picks the text of a filled button by the light scheme's shade; the accent has its own in each.
  variantColorResolver(input) {
    const colors = defaultVariantColorsResolver(input)
    const ours = input.color === undefined || input.color === 'pine'
    return ours && input.variant === 'filled' ? { ...colors, color: 'var(--on-accent)' } : colors
  },
  colors: { pine, dark },
  fontFamily: FONT,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.5', xl: '1.3' },
  spacing: { xs: '6px', sm: '10px', md: '14px', lg: '20px', xl: '28px' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontFamily: FONT,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '16px', lineHeight: '1.35' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
})

/** Mantine's own surfaces in the product's colours. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-faint)',
    '--mantine-color-placeholder': 'var(--ink-faint)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-error': 'var(--red)',
    '--mantine-color-anchor': 'var(--accent)',
    '--input-bd': 'var(--line-strong)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-color-pine-light': 'var(--accent-soft)',
    '--mantine-color-pine-light-hover': 'var(--accent-soft)',
    '--mantine-color-pine-light-color': 'var(--accent)',
    '--mantine-color-pine-outline': 'var(--accent)',
  }
  return { variables: {}, light: shared, dark: shared }
}
