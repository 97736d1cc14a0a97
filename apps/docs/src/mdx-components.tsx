import type { MDXComponents } from 'mdx/types';

/** How Markdown elements look; Next's MDX reads this file by its name. */
export function useMDXComponents(): MDXComponents {
  return {
    table: (props) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
      <section className="scroll" aria-label="table" tabIndex={0}>
        <table {...props} />
      </section>
    ),
  };
}
