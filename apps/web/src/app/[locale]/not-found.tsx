import type { ReactElement } from 'react';
import { Missing } from '../../parts/Missing';

export default function NotFound(): ReactElement {
  return <Missing />;
}
