import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

/** The bundle lies in the package and is committed: users need no Node. Names carry no hash, so that it is readable as a change. */
export default defineConfig({
  base: "./",
  plugins: [svelte()],
  build: {
    outDir: "../src/vedette/serve/static",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      output: {
        entryFileNames: "page/[name].js",
        chunkFileNames: "page/[name].js",
        assetFileNames: "page/[name][extname]",
      },
    },
  },
  server: { proxy: { "/api": process.env["VEDETTE_SERVER"] ?? "http://127.0.0.1:8765" } },
});
