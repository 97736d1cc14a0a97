/** Names of people as ids of the machine: Latin letters, digits and one separator; Cyrillic is transliterated. */
const CYRILLIC: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'а=a ә=a б=b в=v г=g ғ=g д=d е=e ё=e ж=zh з=z и=i й=i к=k қ=q л=l м=m н=n ң=ng о=o ө=o п=p р=r с=s т=t у=u ұ=u ү=u ' +
    'ф=f х=kh һ=h ц=ts ч=ch ш=sh щ=shch ъ= ы=y і=i ь= э=e ю=yu я=ya'
  )
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);

/** Begins with a letter; `x` stands before a name that does not. */
export function slug(name: string, separator: '_' | '-' = '_'): string {
  const latin = [...name.toLowerCase()].map((letter) => CYRILLIC[letter] ?? letter).join('');
  const plain = latin.normalize('NFD').replace(/\p{M}/gu, '');
  const joined = plain.replace(/[^a-z0-9]+/g, separator).replace(new RegExp(`^${separator}+|${separator}+$`, 'g'), '');
  return /^[a-z]/.test(joined) ? joined : joined === '' ? 'x' : `x${separator}${joined}`;
}

/** The same, made different from the ids in `taken` by a number. */
export function freshSlug(name: string, taken: ReadonlySet<string>, separator: '_' | '-' = '_'): string {
  const base = slug(name, separator);
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}${separator}${number}`;
  return id;
}
