const { transformSync } = require('esbuild');

/** Jest reads TypeScript through esbuild, as the build and the commands do. Types are `npm run check`'s. */
module.exports = {
  process: (source, file) =>
    transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'es2022',
      // Jest has only `require` to load with.
      supported: { 'dynamic-import': false },
      sourcefile: file,
      sourcemap: true,
      sourcesContent: false,
    }),
};
