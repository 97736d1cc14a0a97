import type { MDXComponents } from 'mdx/types';
import Link from 'next/link';

/** How Markdown elements look; Next's MDX reads this file by its name. */
export function useMDXComponents(): MDXComponents {
  return {
    a: ({ href = '', ...props }) => <Link href={href} {...props} />,
    pre: (props) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
      <pre tabIndex={0} {...props} />
    ),
    table: (props) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
      <section className="scroll" aria-label="table" tabIndex={0}>
        <table {...props} />
      </section>
    ),
  };
}
