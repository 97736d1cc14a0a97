/**
 * A sentence with parameters in braces: `{name}`, or with a form, `{share:percent}`, `{p:p}`, `{x:2}` (two decimals),
 * `{x:signed}`. Where the words depend on a number, one sentence per plural category of the language; `{count}` selects.
 */
export type Sentence = string | { readonly [category in Intl.LDMLPluralRule]?: string };
export type Dictionary = Readonly<Record<string, Sentence>>;
