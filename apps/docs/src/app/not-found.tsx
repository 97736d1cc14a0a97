import Link from 'next/link';

export const metadata = { title: 'No such page' };

export default function NotFound() {
  return (
    <>
      <h1>There is no such page</h1>
      <p>
        It may have moved. The <Link href="/">contents</Link> list every page, and the{' '}
        <Link href="/search/">search</Link> knows their words.
      </p>
    </>
  );
}
