import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const COMPRESSIBLE = /\.(js|css|svg)$/;

/** Compresses once what is served many times. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir }) {
      const folder = join(dir ?? 'dist', 'assets');
      for (const name of readdirSync(folder).filter((file) => COMPRESSIBLE.test(file))) {
        const text = readFileSync(join(folder, name));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(text, { level: 9 }));
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text));
      }
    },
  };
}

const BACKEND = 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react(), compressed()],
  // An inlined file would be a data: address, which the content security policy refuses for scripts.
  build: {
    assetsInlineLimit: 0,
    target: 'es2022',
    chunkSizeWarningLimit: 1_500,
    // What is loaded first comes in two files, not in sixty; the libraries' one stays in browsers when we release.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /node_modules/, tags: ['$initial'], priority: 1 },
            { name: 'console', tags: ['$initial'] },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': BACKEND, '/health': BACKEND, '/docs': BACKEND } },
});
