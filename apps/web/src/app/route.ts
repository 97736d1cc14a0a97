import { preferredLocale } from '../lib/language';

/** The site begins in the visitor's language. */
export function GET(request: Request): Response {
  const locale = preferredLocale(request.headers.get('accept-language'));
  return new Response(null, {
    status: 307,
    headers: { location: `/${locale}`, vary: 'Accept-Language', 'cache-control': 'no-cache' },
  });
}
