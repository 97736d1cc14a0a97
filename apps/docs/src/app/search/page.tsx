import type { Metadata } from 'next';

export const metadata: Metadata = { title: 'Search' };

/** The index is made of the exported pages after the build; the search runs in the browser, without a server. */
export default function Search() {
  return (
    <>
      <h1>Search</h1>
      <link rel="stylesheet" href="/docs/pagefind/pagefind-ui.css" />
      <div id="search" data-pagefind-ignore />
      <noscript>
        <p>The search needs JavaScript; the list of pages does not.</p>
      </noscript>
    </>
  );
}
