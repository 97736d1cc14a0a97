import type { MetadataRoute } from 'next';

export const dynamic = 'force-dynamic';

export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: '*', allow: '/' },
    sitemap: `${process.env.AIMAQ_SITE ?? 'http://localhost:3000'}/sitemap.xml`,
  };
}
