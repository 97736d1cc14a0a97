/**
 * Before every page: the security headers with a fresh nonce for scripts, the path for the language switch, and what
 * does not exist led to the “not found” page in the right language.
 */
import { isLocale } from '@aimaq/locales';
import { type NextRequest, NextResponse } from 'next/server';
import { preferredLocale } from './lib/language';
import { DEFAULT_COUNTRY, resultOf } from './lib/result';
import { exists } from './lib/routes';

const LONGEST_ADDRESS = 2_000;

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  if (pathname.length + search.length > LONGEST_ADDRESS) {
    return new NextResponse('The address is too long.\n', { status: 414, headers: { 'content-type': 'text/plain' } });
  }
  const nonce = btoa(crypto.randomUUID());
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  headers.set('x-aimaq-path', pathname + search);

  const response = (await isThere(pathname))
    ? NextResponse.next({ request: { headers } })
    : NextResponse.rewrite(new URL(missing(pathname, request), request.url), { request: { headers }, status: 404 });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  response.headers.set('x-frame-options', 'DENY');
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), interest-cohort=()');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  response.headers.set('cross-origin-resource-policy', 'same-origin');
  response.headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
  return response;
}

async function isThere(pathname: string): Promise<boolean> {
  const [first = '', ...steps] = pathname.split('/').slice(1);
  if (first === '') return steps.length === 0;
  if (!isLocale(first)) return false;
  try {
    return await exists(steps.map(decodeURIComponent), resultOf, DEFAULT_COUNTRY);
  } catch {
    // A malformed escape sequence is the address of nothing.
    return false;
  }
}

/** The “not found” page, in the language of the address or else of the visitor. */
function missing(pathname: string, request: NextRequest): string {
  const first = pathname.split('/')[1] ?? '';
  const locale = isLocale(first) ? first : preferredLocale(request.headers.get('accept-language'));
  return `/${locale}/-/-/missing`;
}

export const config = {
  matcher: ['/((?!api/|docs(?:/|$)|_next/|icon\\.svg|favicon\\.ico|robots\\.txt|sitemap\\.xml|enhance\\.js).*)'],
};
