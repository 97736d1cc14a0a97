import type { MDXComponents } from 'mdx/types';
import Link from 'next/link';
import { ScrollTable } from './parts/ScrollTable';
import { Commands } from './parts/Terminal';

/** How Markdown elements look; Next's MDX reads this file by its name. */
export function useMDXComponents(): MDXComponents {
  return {
    a: ({ href = '', ...props }) => <Link href={href} {...props} />,
    code: ({ className, children }) =>
      className === 'language-sh' ? (
        <Commands>{String(children).trimEnd()}</Commands>
      ) : (
        <code className={className}>{children}</code>
      ),
    pre: (props) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
      <pre tabIndex={0} {...props} />
    ),
    table: ({ children }) => <ScrollTable label="table">{children}</ScrollTable>,
  };
}
