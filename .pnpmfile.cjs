/**
 * What a packed manifest holds. pnpm resolves `workspace:*` ranges side by side and writes them in the order in which
 * they were ready, so two packings could differ; and what only a developer of the package needs is no user's business.
 */
module.exports = {
  hooks: {
    beforePacking(manifest) {
      const { devDependencies: _development, scripts: _scripts, ...kept } = manifest;
      if (kept.dependencies !== undefined)
        kept.dependencies = Object.fromEntries(Object.entries(kept.dependencies).sort(([a], [b]) => (a < b ? -1 : 1)));
      return kept;
    },
  },
};
