import createMDX from '@next/mdx';
import type { NextConfig } from 'next';

// Plugins by name: the bundler needs options that can be serialised.
const withMDX = createMDX({
  options: {
    remarkPlugins: [['remark-gfm'], ['remark-math']],
    rehypePlugins: [['rehype-slug'], ['rehype-katex', { strict: true, throwOnError: true }]],
  },
});

const config: NextConfig = {
  output: 'export',
  // The site serves these pages below its own address.
  basePath: '/docs',
  trailingSlash: true,
  pageExtensions: ['mdx', 'tsx'],
  reactStrictMode: true,
};

export default withMDX(config);
