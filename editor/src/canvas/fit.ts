/** How everything is brought into view: beside the palette and above the controls. */
export const FIT = { padding: { x: '56px', top: '14px', bottom: '50px' }, maxZoom: 1 } as const
