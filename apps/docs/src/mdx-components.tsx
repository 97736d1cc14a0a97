import type { MDXComponents } from 'mdx/types';
import Link from 'next/link';
import { ScrollTable } from './parts/ScrollTable';

/** How Markdown elements look; Next's MDX reads this file by its name. */
export function useMDXComponents(): MDXComponents {
  return {
    a: ({ href = '', ...props }) => <Link href={href} {...props} />,
    pre: (props) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
      <pre tabIndex={0} {...props} />
    ),
    table: ({ children }) => <ScrollTable label="table">{children}</ScrollTable>,
  };
}
