import { isLocale } from '@aimaq/locales';
import { ImageResponse } from 'next/og';
import { answer, refusal } from '../../../../../../../lib/answer';
import { CARD_FONT, cardFonts } from '../../../../../../../lib/fonts';
import { editionOf, resultOf } from '../../../../../../../lib/result';
import { type Site, siteFor } from '../../../../../../../lib/site';

export const dynamic = 'force-dynamic';

const SIZE = { width: 1200, height: 630 };
const SHOWN = 3;

/** The picture that other sites show for a link: `REGION.png`, or `country.png`. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/[country]/cards/[locale]/[file]'>,
): Promise<Response> {
  const { country, locale, file } = await params;
  const id = /^([\w-]+)\.png$/.exec(file)?.[1];
  const result = await resultOf(country);
  if (result === null || !isLocale(locale) || id === undefined) return refusal(404, 'There is no such card.');
  const site = siteFor(locale, country, result);
  const area = id === 'country' ? result.nation : id;
  if (!result.regions.some((region) => region.id === area)) return refusal(404, 'There is no such region.');
  return answer(request, editionOf(result), async () => {
    const image = new ImageResponse(<Card site={site} area={area} />, { ...SIZE, fonts: [...(await cardFonts())] });
    return { type: 'image/png', body: new Uint8Array(await image.arrayBuffer()) };
  });
}

function Card({ site, area }: { readonly site: Site; readonly area: string }) {
  const { reader, figures, result, t } = site;
  const shown = result.study.headline.slice(0, SHOWN).flatMap((id) => {
    const figure = figures.derived(id, area);
    return figure === null ? [] : [{ id, figure }];
  });
  const title = area === result.nation ? (reader.text('study.title') ?? t('name')) : reader.region(area);
  return (
    <div
      style={{
        width: '100%',
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        padding: 64,
        background: '#fbfaf8',
        color: '#182028',
        fontFamily: CARD_FONT,
        borderLeft: '24px solid #0b5a7a',
      }}
    >
      <div style={{ display: 'flex', fontSize: 34, color: '#0b5a7a' }}>Aimaq</div>
      <div style={{ display: 'flex', fontSize: title.length > 40 ? 60 : 84, lineHeight: 1.1 }}>{title}</div>
      <div style={{ display: 'flex', gap: 40 }}>
        {shown.map(({ id, figure }) => (
          <div key={id} style={{ display: 'flex', flexDirection: 'column', width: 330 }}>
            <div style={{ display: 'flex', fontSize: 56 }}>{reader.words.number(figure.value, { significant: 4 })}</div>
            <div style={{ display: 'flex', fontSize: 24, color: '#55606c' }}>{reader.variable(id)}</div>
            <div style={{ display: 'flex', fontSize: 22, color: '#55606c' }}>
              {`${reader.variableUnit(id)}, ${reader.words.year(figure.year)}`}
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
