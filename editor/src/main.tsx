import '@fontsource-variable/ibm-plex-sans/wght.css'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './theme/theme.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { queries } from './api/connection.ts'
import { useLanguage } from './locale/language.ts'
import { loadMessages } from './locale/messages.ts'
import { LanguageProvider } from './locale/provider.tsx'
import { router } from './routes.tsx'
import { Toasts } from './shell/toasts.tsx'
import { cssVariables, theme } from './theme/theme.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
await loadMessages(useLanguage.getState().locale)
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <LanguageProvider>
        <QueryClientProvider client={queries}>
          <Toasts />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  </StrictMode>,
)
