import type { NextConfig } from 'next';

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Title and links stand in the head for every reader, also for those without scripts.
  htmlLimitedBots: /.*/,
  // The folder of results stands outside the app and may change while the server runs: it is read, never bundled.
  outputFileTracingExcludes: { '*': ['../../data/**'] },
};

export default config;
