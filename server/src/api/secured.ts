import { secureHeaders } from 'hono/secure-headers'

/** Says to browsers what pages of ours may do. */
export const secured = () =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      // The engine compiles playbooks to WebAssembly in the browser; no text becomes script.
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      workerSrc: ["'self'", 'blob:'],
      frameAncestors: ["'none'"],
    },
    // Only a proxy that speaks TLS may promise it.
    strictTransportSecurity: false,
  })
