import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds the API: the portal that `cargo xtask run` serves. */
const api = process.env.ATRIUM_WEB_URL ?? 'http://localhost:8400';

export default defineConfig({
  build: {
    // Browsers that know light-dark() and the popover attribute: all evergreen ones since mid-2024.
    target: ['chrome123', 'firefox125', 'safari17.5'],
    // A data: URI would break the content security policy, whatever its size.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What everybody needs at once is one file: dozens of shared slivers load slower and pack worse.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'portal', tags: ['$initial'] }] } } },
  },
  server: { proxy: { '/api': { target: api, changeOrigin: true } } },
  test: { include: ['tests/**/*.test.ts'] },
});
