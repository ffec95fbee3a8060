import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The server to which `vite dev` passes the API. */
const SERVER = process.env.BRANCH_PLAYBOOK_SERVER ?? 'http://127.0.0.1:3000'

/** The engine's modules do nothing when loaded, so a page or worker carries only those that it uses. */
const treeshake = { moduleSideEffects: (id: string) => !/\/engine\/src\/|json-rules-engine/.test(id) }

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/api': SERVER } },
  worker: { format: 'es', rolldownOptions: { treeshake } },
  build: {
    target: 'es2024',
    // Beside the declarations that the type check writes to dist.
    outDir: 'dist/site',
    // The first chunk is React, Mantine and the frame of every page: about 240 kB compressed.
    chunkSizeWarningLimit: 800,
    rolldownOptions: { treeshake },
  },
})
