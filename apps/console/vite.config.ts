import { defineConfig } from 'vite';

/** Everything in files of their own: the server's Content-Security-Policy allows no inline script, style or data address. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    license: { fileName: 'THIRD-PARTY-NOTICES.md' },
  },
  // For work on the console itself: `npx liuyun start --dev` beside `npx vite apps/console`.
  server: { proxy: { '/console/api': 'http://127.0.0.1:8080' } },
});
