import type { ReactNode } from 'react';

/** A table that may be wider than the page; a region that scrolls must be reachable by keyboard. */
export function ScrollTable({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
    <section className="scroll" aria-label={label} tabIndex={0}>
      <table>{children}</table>
    </section>
  );
}
