import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { Missing } from '../../../parts/Missing';

export const metadata: Metadata = { robots: { index: false } };

/** Where the proxy leads addresses of nothing; the status 404 is its. */
export default function Page(): ReactElement {
  return <Missing />;
}
